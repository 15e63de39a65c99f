import { isDate } from '../calendar/index.ts'
import {
  CancelReason,
  Channel,
  HoldReason,
  Language,
  MismatchReason,
  OfficeConfig,
  PrintStatus,
  RequestCode,
  SilentReason,
  SuspendReason,
  TransferReason,
} from '../protocol/index.ts'
import type { QueueEvent, QueueEventType } from '../queue/index.ts'
import { isTicketNumber } from '../text/index.ts'
import { fields, flag, type Form, listOf, nullable, number, oneOf, text } from './form.ts'
import { isSealedBox } from './sealed.ts'

const id = text(/^[a-z0-9][a-z0-9-]{0,39}$/)
const date = text((value) => isDate(value))
const time = text(/^([01]\d|2[0-3]):[0-5]\d$/)
const ticket = text(isTicketNumber)
const call = text(/^[a-z0-9-]{1,40}$/)
/** A session is named by a random id. */
const session = text(/^[a-z0-9][a-z0-9-]{0,79}$/)
/** Empty: no device sent it. */
const device = text(/^([a-z0-9][a-z0-9-]{0,39})?$/)
const at = { date, number: ticket }
const atWindow = { window: id, number: ticket }
const sealed = fields({ box: text(isSealedBox), fingerprint: text(/^[0-9a-f]{64}$/) })

const plannedPlace = fields({ time, at: number, lane: number, channel: oneOf(...Channel.options) })
const plannedService = fields({
  service: id,
  letter: text(/^\p{Lu}$/u),
  minutes: number,
  places: listOf(plannedPlace),
})
const dayClock = fields({ date, midnight: number }, { change: fields({ atMinute: number, shiftMinutes: number }) })
const toService = fields({ service: id, place: ticket })
const toWindow = fields({ window: id })

/** Names of offices and of staff are public; nothing else in a configuration is a free text. */
const config: Form = (value, path, fault) => {
  if (!OfficeConfig.safeParse(value).success) fault({ path, kind: 'type', readable: false })
}

type EventOf<T extends QueueEventType> = Extract<QueueEvent, { type: T }>
type OptionalOf<E> = { [K in keyof E]-?: undefined extends E[K] ? K : never }[keyof E]
type FormsOf<T extends QueueEventType> = {
  readonly [K in Exclude<keyof EventOf<T>, 'type' | OptionalOf<EventOf<T>>>]: Form
}

/** L4: every event has exactly these fields, each of a form that leaves no room for a name (D1). */
const forms: { readonly [T in QueueEventType]: FormsOf<T> } = {
  'office-configured': { config },
  'hub-started': { downMs: nullable(number) },
  'clock-step-seen': { stepMs: number },
  'clock-step-accepted': { stepMs: number, staff: id },
  'server-time-followed': { stepMs: number },
  'device-connected': { device: id, role: oneOf('terminal', 'display'), windows: listOf(id) },
  'device-disconnected': { device: id },
  'desk-connected': { session },
  'desk-disconnected': { session },
  'inbox-advanced': { seq: number, hash: text(/^[0-9a-f]{64}$/) },
  'online-closed': { date, sold: number },
  'request-answered': {
    request: text(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
    granted: flag,
    code: nullable(oneOf(...RequestCode.options)),
  },
  'day-cancelled': { date, reason: oneOf(...CancelReason.options) },
  'epoch-began': { epoch: number, because: oneOf('restored', 'behind-device', 'behind-server'), from: number },
  'plan-published': { date, clock: dayClock, services: listOf(plannedService) },
  'place-added': {
    ...at,
    service: id,
    minutes: number,
    time,
    at: number,
    lane: number,
    because: oneOf('freed', 'idle-window', 'priority', 'extension', 'server', 'claim', 'epoch', 'readmitted'),
  },
  'place-withdrawn': at,
  'day-confirmed': { date, staff: id },
  'day-opened': { date },
  'day-closed': { date },
  registered: {
    ...at,
    service: id,
    sold: number,
    channel: oneOf(...Channel.options),
    present: flag,
    priority: nullable(id),
    language: oneOf(...Language.options),
    session: nullable(session),
    device,
    sealed,
  },
  'checked-in': { ...at, proof: oneOf('code', 'digits'), priority: nullable(id) },
  claimed: {
    ...at,
    sealed,
    language: oneOf(...Language.options),
    session: nullable(session),
    device,
    priority: nullable(id),
  },
  'claim-matched': { ...at, sealed, sold: number, language: oneOf(...Language.options) },
  readmitted: { ...at, sold: number, device },
  withdrawn: at,
  'feedback-given': { date, rating: number, comment: nullable(text(isSealedBox)), device },
  'assistance-began': { device, staff: id },
  'assistance-ended': { device, staff: id },
  'print-reported': { ...at, status: oneOf(...PrintStatus.options), device },
  'reprint-requested': { ...at, device },
  unserved: at,
  'window-opened': { window: id, session, staff: id },
  'window-closed': { window: id, because: oneOf('clerk', 'desk-silent', 'day-closed') },
  'outside-queue-started': { window: id },
  'outside-queue-finished': { window: id },
  'help-asked': { window: id, staff: id },
  'help-ended': { window: id, staff: id },
  'ticket-called': { ...atWindow, call, early: flag },
  'call-renewed': { ...atWindow, call, because: oneOf('restart', 'resume') },
  'call-shown': { call, device },
  'call-announced': { call, by: oneOf('display', 'voice', 'timeout'), silent: flag },
  'call-recalled': { call },
  'call-returned': { ...atWindow, because: oneOf('early', 'desk-silent') },
  'no-show': { ...atWindow, call },
  'service-started': atWindow,
  'ticket-held': { ...atWindow, reason: oneOf(...HoldReason.options) },
  'held-resumed': atWindow,
  'held-returned': atWindow,
  'ticket-transferred': {
    ...atWindow,
    reason: oneOf(...TransferReason.options),
    to: (value, path, fault) => {
      const window = typeof value === 'object' && value !== null && 'window' in value
      ;(window ? toWindow : toService)(value, path, fault)
    },
  },
  finished: { ...atWindow, because: oneOf('clerk', 'day-closed') },
  mismatch: { ...atWindow, reason: oneOf(...MismatchReason.options) },
  'office-suspended': { reason: oneOf(...SuspendReason.options, 'outage'), staff: nullable(id) },
  'office-resuming': { until: number, staff: id },
  'office-resumed': {},
}

/** Fields an event may lack. */
const optional: { readonly [T in QueueEventType]?: Readonly<Record<string, Form>> } = {
  'place-added': { channel: oneOf(...Channel.options) },
  registered: { displaced: ticket },
  'reprint-requested': { window: id },
  'call-announced': { device, reason: oneOf(...SilentReason.options) },
}

const eventForms = new Map<string, Form>(
  (Object.keys(forms) as QueueEventType[]).map((type) => [
    type,
    fields({ type: oneOf(type), ...forms[type] }, optional[type]),
  ]),
)

/** The form of an event of this type; undefined: there is no such event. */
export function formOf(type: string): Form | undefined {
  return eventForms.get(type)
}

/** What an accepted command was answered with and is kept beside its first event (D5): ids, numbers and times only. */
export const resultForm: Form = fields(
  {},
  {
    ticket,
    date,
    time,
    service: id,
    window: id,
    call,
    printedSeq: number,
    sold: number,
    readmitted: flag,
    booked: ticket,
    stepMs: number,
    until: text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
  },
)
