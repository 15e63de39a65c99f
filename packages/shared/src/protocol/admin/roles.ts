import { z } from 'zod'

/** The four roles of people who work with the server. Only `office-lead` belongs to one office. */
export const AdminRole = z.enum(['administrator', 'office-lead', 'auditor', 'service-operator'])
export type AdminRole = z.infer<typeof AdminRole>

/** What one may want to do in the console. Which role may is decided by the server alone. */
export const AdminRight = z.enum([
  'add-office',
  'change-office',
  'cancel-day',
  'see-staff',
  'change-staff',
  'devices',
  'see-hubs',
  'change-hubs',
  'reports',
  'case-reports',
  'outside',
  'revoke-portals',
  'journal',
  'change-calendar',
  'accounts',
])
export type AdminRight = z.infer<typeof AdminRight>
