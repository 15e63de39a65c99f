import { type ConnectorKey, connectorKeys } from '@cherha/shared/workflow'

/** The systems that are played over HTTP; system n listens on the port n after the simulator's own. */
export const playedSystems: readonly ConnectorKey[] = connectorKeys

/** Titles for the page. */
export const systemTitles: Readonly<Record<ConnectorKey | 'mail', string>> = {
  register: 'Єдиний державний демографічний реєстр',
  check: 'Чек: підтвердження сплати',
  border: '«Аркан»: перетин кордону',
  debtors: 'Реєстр боржників',
  'civil-status': 'Реєстр актів цивільного стану',
  'invalid-documents': 'Недійсні документи',
  'state-body': 'Державний орган',
  'migration-body': 'Інший орган ДМС',
  'printing-works': 'Поліграфічний комбінат',
  mail: 'Поштова скринька',
}

/** Bodies that answer a letter, not a look-up: first that they have it, the answer later. */
export const answersLater: ReadonlySet<ConnectorKey> = new Set(['civil-status', 'state-body', 'migration-body'])
