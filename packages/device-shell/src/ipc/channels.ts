import type { z } from 'zod'

/** Pages that may call a channel. */
export type CallingPage = 'app' | 'maintenance' | 'moment'

/** One thing a page may ask its device: who may, what comes in, and (as a type) what goes out. */
export interface Channel<Request, Answer> {
  readonly from: readonly CallingPage[]
  /** Only after staff have proved who they are. */
  readonly staff: boolean
  readonly request: z.ZodType<Request>
  /** Never set: carries the type of the answer. */
  readonly answers?: Answer
}

/** All channels of one app, by name. What is not in the map does not exist. */
export type IpcMap = Readonly<Record<string, Channel<unknown, unknown>>>

export type RequestOf<C> = C extends Channel<infer Request, unknown> ? Request : never
export type AnswerOf<C> = C extends Channel<unknown, infer Answer> ? Answer : never

export type IpcHandlers<M extends IpcMap> = {
  readonly [K in keyof M]: (request: RequestOf<M[K]>) => AnswerOf<M[K]> | Promise<AnswerOf<M[K]>>
}

/** How an answer crosses: Electron itself would carry an error as a text without its name. */
export type IpcEnvelope<Answer> =
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } }

/** `channel<Answer>()(['app'], schema)`: the answer is only a type, the request is checked. */
export const channel =
  <Answer>() =>
  <Request>(from: readonly CallingPage[], request: z.ZodType<Request>): Channel<Request, Answer> => ({
    from,
    staff: false,
    request,
  })

/** A channel of the maintenance screen, for staff who have proved who they are. */
export const staffChannel =
  <Answer>() =>
  <Request>(request: z.ZodType<Request>): Channel<Request, Answer> => ({ from: ['maintenance'], staff: true, request })
