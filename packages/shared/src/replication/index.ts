export { type ChainedRecord, type ChainHead, merge, type Merge, type RejectReason } from './merge.ts'
export * from './online/commands.ts'
export { decideOnline } from './online/decide.ts'
export { evolveOnline, type RecordedItem } from './online/evolve.ts'
export { freeOnline, type FreeTime } from './online/free.ts'
export {
  initialOnlineState,
  type OnlineDay,
  type OnlinePlace,
  type OnlineState,
  onlineStateVersion,
} from './online/state.ts'
export { type PlaceToWithdraw, replan, type Replan } from './replan.ts'
