export { type ChainedRecord, type ChainHead, merge, type Merge, type RejectReason } from './merge.ts'
export * from './online/commands.ts'
export {
  initialOnlineState,
  type OnlineDay,
  type OnlinePlace,
  type OnlineState,
  onlineStateVersion,
} from './online/state.ts'
export { type PlaceToWithdraw, replan, type Replan } from './replan.ts'
