import { request as httpRequest } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { TLSSocket } from 'node:tls'
import { witnessHeader } from '@cherha/shared/protocol'
import { HubUnreachableError } from '../hub-errors.ts'
import { hubFailure, pinnedTo } from './pin.ts'

export interface Question {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** The only certificate that is accepted (PEM); null: any, for a device that does not know its hub yet. */
  readonly certificate: string | null
  readonly body?: unknown
  readonly token?: string
  /** What the device has seen last of the office's log. */
  readonly witness?: string | null
  /** Silence after which the hub counts as unreachable. */
  readonly answerMs: number
}

export interface HubAnswer {
  readonly status: number
  /** Parsed JSON; undefined when the answer is something else. */
  readonly body: unknown
  /** The certificate's bytes; null in the clear. */
  readonly certificate: Buffer | null
}

/** More than any answer the device asks for itself. */
const longestAnswer = 64 * 1024

/**
 * One question to a hub on a connection of its own.
 * @throws HubUnreachableError, CertificateChangedError, CertificateDatesError
 */
export function askHub(question: Question): Promise<HubAnswer> {
  const { url, method, certificate, body, token, witness = null, answerMs } = question
  const text = body === undefined ? null : JSON.stringify(body)
  const options: RequestOptions = {
    method,
    agent: false,
    headers: {
      accept: 'application/json',
      ...(text === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...(witness === null ? {} : { [witnessHeader]: witness }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(certificate === null ? { rejectUnauthorized: false, minVersion: 'TLSv1.3' } : pinnedTo(certificate)),
  }
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(timer)
      request.destroy()
      reject(hubFailure(error))
    }
    const timer = setTimeout(() => fail(new HubUnreachableError('no answer in time')), answerMs)
    const request = url.startsWith('https:') ? httpsRequest(url, options) : httpRequest(url, options)
    request.on('error', fail)
    request.on('response', (answer) => {
      const peer = answer.socket instanceof TLSSocket ? answer.socket.getPeerCertificate().raw : null
      let received = ''
      answer.setEncoding('utf8')
      answer.on('error', fail)
      answer.on('data', (chunk: string) => {
        received += chunk
        if (received.length > longestAnswer) fail(new HubUnreachableError('the answer has no end'))
      })
      answer.on('end', () => {
        clearTimeout(timer)
        resolve({ status: answer.statusCode ?? 0, body: parsed(received), certificate: peer })
      })
    })
    request.end(text ?? undefined)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
