import { startMaintenance } from '@cherha/ui/maintenance'

const element = document.getElementById('maintenance')
if (element === null) throw new Error('maintenance.html has no #maintenance')
startMaintenance(element)
