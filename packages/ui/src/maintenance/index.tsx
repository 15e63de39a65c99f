import { createRoot } from 'react-dom/client'
import '../styles/tokens.css'
import '../styles/lockdown.css'
import './maintenance.css'
import { lockPage } from '../lockdown.ts'
import { MaintenanceApp } from './maintenance-app.tsx'
import { maintenanceTexts } from './texts.ts'

/** Shows the maintenance screen in a page of its own; in a browser host there is nothing to maintain. */
export function startMaintenance(element: HTMLElement): void {
  lockPage('desk')
  const root = createRoot(element)
  const { device } = window
  if (device?.maintenance === undefined) {
    root.render(
      <main className="maintenance">
        <p>{maintenanceTexts.uk.onlyDevice}</p>
        <p lang="en">{maintenanceTexts.en.onlyDevice}</p>
      </main>,
    )
    return
  }
  root.render(<MaintenanceApp device={device.maintenance} hostedHub={device.hostedHub} />)
}
