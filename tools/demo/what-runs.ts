import type { Screens } from './screens.ts'
import type { DemoAdmin } from './server.ts'

export interface Running {
  readonly hub: string
  readonly pages: Screens['pages']
  readonly tickets: string
  readonly staff: readonly {
    readonly login: string
    readonly pin: string
    readonly role: string
    readonly roles: readonly string[]
  }[]
  /** null: no queue server runs. */
  readonly central: {
    readonly server: string
    readonly admin: string
    readonly status: string
    readonly registries: string
    readonly booking: string
    readonly sms: string
  } | null
  readonly administrators: readonly DemoAdmin[]
  /** Whether somebody can press Enter. */
  readonly tellsCodes: boolean
}

function personLine({ login, pin, role, roles }: Running['staff'][number]): string {
  return `  ${login.padEnd(9)} PIN ${pin}   ${role.padEnd(8)} ${roles.join(', ')}`.trimEnd()
}

/** What `npm start` says to a person. */
export function whatRuns({ hub, pages, tickets, staff, central, administrators, tellsCodes }: Running): string {
  const who = staff.map(personLine).join('\n')
  const server =
    central === null
      ? ''
      : `  booking   ${central.booking}
  sms       ${central.sms}
  server    ${central.server}/health
  admin     ${central.admin}
  status    ${central.status}
  registers ${central.registries}
`
  const administration = administrators
    .map(
      ({ login, password, totpSecret }) => `
Sign in at the admin page as ${login} with the password ${password}
and a code of an authenticator with the secret ${totpSecret}${tellsCodes ? ', or press Enter here for the code' : ''}.
`,
    )
    .join('')
  return `
Cherha, the demonstration office, is running.

  terminal  ${pages.terminal}
  display   ${pages.display}
  desk      ${pages.desk}
  hub       ${hub}/health
${server}  tickets   ${tickets}

Sign in at the desk:
${who}
${administration}
What to click first: on the terminal «Талон на сьогодні», choose a service, type a name, take the ticket.
Then sign in at the desk, open window 1, 2 or 3, press «Викликати наступного», and look at the display.
An application: serve somebody for «Постійне проживання» as olena or taras, and open the application at the desk; then sign in
as dorosh to distribute it and to decide, as bohdan or oksana to work on it. The registers are played at the address above.
Online booking: choose a service, the office and a day at the address above; the code of the SMS is on the page “sms”.
Each address of a screen works once; a page that is open stays connected. Stop with Ctrl+C.
`
}
