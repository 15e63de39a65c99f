import path from 'node:path'
import { deviceAppConfig } from '../../electron.vite.config.ts'

export default deviceAppConfig(path.resolve(import.meta.dirname, '../..'), 'terminal')
