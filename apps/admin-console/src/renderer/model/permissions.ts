import type { AdminRole, Me } from '@cherha/shared/protocol'

/** What one may want to do. What a role may not do is not offered; the server decides again at every request. */
export type Right =
  | 'add-office'
  | 'change-office'
  | 'cancel-day'
  | 'see-staff'
  | 'change-staff'
  | 'devices'
  | 'see-hubs'
  | 'change-hubs'
  | 'reports'
  | 'journal'
  | 'accounts'

const rights: Readonly<Record<AdminRole, readonly Right[]>> = {
  administrator: [
    'add-office',
    'change-office',
    'cancel-day',
    'see-staff',
    'change-staff',
    'devices',
    'see-hubs',
    'change-hubs',
    'reports',
    'journal',
    'accounts',
  ],
  'office-lead': ['change-office', 'see-staff', 'change-staff', 'devices', 'see-hubs', 'reports', 'journal'],
  auditor: ['see-staff', 'reports', 'journal'],
  'service-operator': ['devices', 'see-hubs'],
}

export function may(me: Pick<Me, 'role'>, right: Right): boolean {
  return rights[me.role].includes(right)
}
