import { pino, type DestinationStream, type Logger } from 'pino'

/** Members of anything logged that may hold a name, a number or a secret. */
const kept = [
  'surname',
  'givenName',
  'patronymic',
  'name',
  'phone',
  'phones',
  'documentDigits',
  'guardian',
  'login',
  'password',
  'passwordHash',
  'totp',
  'totpSecret',
  'pin',
  'code',
  'csrf',
  'keys',
  'sealed',
  'cookie',
  'authorization',
  'body',
  'query',
  'params',
  'headers',
  'detail',
  'parameters',
] as const
/** Codes of errors are no secrets, and the first thing somebody looks for. */
const paths = kept.filter((name) => name !== 'code').flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** The server's log on stderr: one JSON object a line, with nothing of a person in it. */
export function openLogger(level: string, to: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  return pino({ level, redact: { paths, censor: '[kept]' }, serializers: { err: errorLine } }, to)
}

/** Of an error only what says where and which: its text may repeat what somebody typed. */
function errorLine(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  return {
    type: error.name,
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    message: scrub(error.message),
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .join('\n'),
    cause: error.cause === undefined ? undefined : errorLine(error.cause),
  }
}

/** A message without quoted words, Cyrillic words, long numbers, numbers of phones, and check-in codes. */
export function scrub(message: string): string {
  return message
    .split('\n', 1)
    .join('')
    .replace(/"[^"]*"|'[^']*'|«[^»]*»|\([^)]*\)/g, '…')
    .replace(/[\p{Script=Cyrillic}’ʼ]+/gu, '…')
    .replace(/\+?\d[\d ()-]{7,}\d/g, '…')
    .replace(/\b(?=[A-Z]*\d)[\dA-Z]{8}\b/gi, '…')
    .replace(/\d{4,}/g, '…')
}
