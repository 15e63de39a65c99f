export { startRegistrySimulator, type RegistrySimulator } from './simulator.ts'
