/**
 * The server's parts without sockets, pages and a database: what drives a server by hand, as the simulator does.
 * Whoever wants a server takes `startServer`.
 */
export * from './offices/answers.ts'
export { OfficeNode } from './offices/office-node.ts'
export type { PreviewDay, Problem } from './offices/planner.ts'
export type { CancelTimer, ErasureNotes, OfficePorts, Report, SecretsStore, ServerClock } from './offices/ports.ts'
export { type ConnectedHub, HubAwayError, HubGateway } from './hub-gateway/hub-gateway.ts'
export type { Divergence, EnrolledHub, GatewayPorts, HubDirectory, HubSeen } from './hub-gateway/ports.ts'
export { type JobParts, Jobs } from './jobs/daily.ts'
export { memoryErasures } from './store/memory-erasures.ts'
export { memorySecrets } from './store/memory-secrets.ts'
