import type { PartyKey } from '@cherha/shared/workflow'

const names: Readonly<Record<PartyKey, string>> = {
  applicant: 'Заявник',
  'hosting-party': 'Приймаюча сторона',
  'authorised-entity': 'Уповноважений суб’єкт',
  'serving-body': 'Орган ДМС, який обслуговує уповноваженого суб’єкта',
  'issuing-body': 'Орган, який видав документ',
  'state-body': 'Державний орган',
  'foreign-ministry': 'Міністерство закордонних справ України',
  'printing-works': 'Поліграфічний комбінат',
  'central-body': 'ДМС',
  police: 'Національна поліція',
  'assigned-officer': 'Призначений працівник',
  'home-owner': 'Власник житла',
  neighbour: 'Сусід, сусідка',
  interpreter: 'Перекладач',
  doctor: 'Лікар',
}

/** Who a party is, in the nominative. */
export function partyName(party: PartyKey): string {
  return names[party]
}
