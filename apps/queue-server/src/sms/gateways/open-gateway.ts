import type { SmsGateway } from '@cherha/shared/protocol'
import type { Gateway } from './gateway.ts'
import { HttpGateway } from './http-gateway.ts'
import { SmppGateway } from './smpp-gateway.ts'

/** The adapter of a way to send messages; nothing is connected yet. */
export function openGateway(settings: SmsGateway, answerMs: number): Gateway {
  switch (settings.kind) {
    case 'smpp':
      return new SmppGateway(settings, answerMs)
    case 'http':
      return new HttpGateway(settings, answerMs)
  }
}
