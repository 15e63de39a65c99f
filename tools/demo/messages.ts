import type { ServerHandle } from '@cherha/queue-server'
import { BookingSettings, type OfficeConfig } from '@cherha/shared/protocol'
import type { SmsSimulator } from '@cherha/sms-simulator'

/** Online booking of the demonstration: codes and confirmations go to the message centre on this computer. */
export function demoBooking({ smpp }: SmsSimulator, server: string, { phones }: OfficeConfig): BookingSettings {
  return BookingSettings.parse({
    publicUrl: server,
    phones,
    sms: { kind: 'smpp', ...smpp, sender: 'Cherha' },
  })
}

/** An office of a data folder of before there was online booking gets its short name for messages. */
export async function bringBooking({ offices }: Pick<ServerHandle, 'offices'>, base: OfficeConfig): Promise<void> {
  const office = offices.get(base.code)
  if (!office?.config || office.config.smsName !== undefined || base.smsName === undefined) return
  const { config, version } = office
  const answer = await office.configure({ ...config, smsName: base.smsName }, { version, apply: [] })
  if (!answer.ok) throw new Error(answer.refusal.code)
}
