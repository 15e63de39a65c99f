// Everything a node needs that has its papers made in a thread: none of it loads the PDF library into the node's own.
export type { PaperOffice } from '../context.ts'
export { leafletModel } from '../leaflet/leaflet-model.ts'
export type { LeafletSize } from '../leaflet/model.ts'
export { paperModel } from '../paper-model.ts'
export { PaperNotPossible } from '../papers/matter.ts'
export { PaperPress, PaperPressBusyError } from './paper-press.ts'
