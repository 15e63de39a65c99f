import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  type TrustedKey,
  type Verification,
  type VerificationFault,
  verifyRecord,
} from '@cherha/queue-server/signatures'
import type { SignatureRecord } from '@cherha/shared/workflow'
import { z } from 'zod'
import { UnusableInputError } from './unusable-input.ts'

/** Far more than any record, list of keys or paper. */
const longestText = 4 * 1024 * 1024
const longestPaper = 64 * 1024 * 1024

const KeyList = z.array(
  z.object({
    office: z.string(),
    login: z.string(),
    publicKey: z.string(),
    madeAt: z.number().optional(),
    revokedAt: z.number().nullish(),
  }),
)

/** What is said of a signature, and whether it holds. */
export interface VerifyOutcome {
  readonly holds: boolean
  readonly out: string
}

/**
 * Checks a record of a signature against the paper it was made for, with nothing but these files.
 * @throws UnusableInputError when it cannot be told whether it holds
 */
export function verifyFiles(
  files: { readonly record: string; readonly paper: string; readonly keys: string | null },
  json: boolean,
): VerifyOutcome {
  const record = readJson(files.record, 'record')
  const paper = readBytes(files.paper, 'paper', longestPaper)
  const known = files.keys === null ? undefined : readKeys(files.keys)
  const verified = verifyRecord(record, paper, known)
  if (!verified.ok && verified.code === 'not-a-record')
    throw new UnusableInputError(
      `${files.record} is no record of a signature; give the JSON that was saved with the case.`,
    )
  if (!verified.ok && verified.code === 'unsupported-algorithm')
    throw new UnusableInputError(
      `${files.record} was signed by ${verified.record?.algorithm}, which this command cannot verify; use the program of that signature.`,
    )
  if (json) return { holds: verified.ok, out: `${JSON.stringify(asJson(verified, files, paper))}\n` }
  const said = verified.ok ? 'the signature holds.' : `THE SIGNATURE DOES NOT HOLD. ${faults[verified.code]}`
  const lines = [
    `${files.record}, ${files.paper}: ${said}`,
    ...(verified.record === null ? [] : told(verified.record, verified)),
  ]
  return { holds: verified.ok, out: `${lines.join('\n')}\n` }
}

const faults: Readonly<Record<VerificationFault, string>> = {
  'not-a-record': 'The file is no record of a signature.',
  'unsupported-algorithm': 'The algorithm is not known here.',
  'other-document': 'The paper is not the one that was signed: it was changed, or it is another one.',
  'wrong-signature': 'The record was changed after it was signed, or it names a key that did not sign it.',
  'other-key': 'The key is none of those that the signer is known by.',
  'key-revoked': 'The key had been revoked when it signed.',
}

function told(record: SignatureRecord, verified: Verification): readonly string[] {
  const { signer, at, publicKey, document } = record
  const key =
    verified.ok && verified.key === 'known'
      ? 'known to be the signer’s'
      : 'named by the record itself; --keys FILE tells whose it is'
  return [
    `  signed by  ${signer.name}, ${signer.title} (${signer.login}, office ${signer.office}, as ${signer.role})`,
    `  at         ${at}`,
    `  what       case ${record.case}, stage ${record.stage}, time ${record.visit} through it, outcome ${record.outcome}`,
    `  paper      SHA-256 ${document}`,
    `  key        ${record.algorithm} ${fingerprint(publicKey)}${verified.ok ? `, ${key}` : ''}`,
  ]
}

function asJson(verified: Verification, { record, paper }: { record: string; paper: string }, bytes: Uint8Array) {
  const found = { record, paper, sha256: createHash('sha256').update(bytes).digest('hex'), holds: verified.ok }
  return verified.ok
    ? { ...found, key: verified.key, signature: verified.record }
    : { ...found, fault: verified.code, signature: verified.record }
}

/** SHA-256 of the public key, in groups people can read out. */
function fingerprint(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
  return hash.slice(0, 32).replace(/(.{4})(?=.)/g, '$1 ')
}

function readKeys(file: string): readonly TrustedKey[] {
  const read = KeyList.safeParse(readJson(file, 'list of keys'))
  if (read.success) return read.data
  throw new UnusableInputError(`${file} is no list of keys; npm run server -- signing-keys OFFICE prints one.`)
}

function readJson(file: string, what: string): unknown {
  const bytes = readBytes(file, what, longestText)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new UnusableInputError(`The ${what} ${file} is not JSON.`, { cause })
  }
}

function readBytes(file: string, what: string, longest: number): Uint8Array {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw new UnusableInputError(`The ${what} ${file} cannot be read; give the path of a file.`, { cause })
  }
  if (bytes.length === 0) throw new UnusableInputError(`The ${what} ${file} is empty.`)
  if (bytes.length > longest)
    throw new UnusableInputError(`The ${what} ${file} is too long: at most ${longest >> 20} MiB.`)
  return bytes
}
