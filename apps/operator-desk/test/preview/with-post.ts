import type { DeskView } from '@cherha/shared/protocol'
import type { Page } from 'playwright-core'
import { type Login, people } from '../cases/case-office.ts'
import type { CaseRoutes } from './case-routes.ts'
import type { FakeHub } from './fake-hub.ts'

export const every = [
  [1366, 768],
  [1280, 720],
  [1920, 1080],
] as const
const cards: Readonly<Record<string, string>> = { permanent: '004', temporary: '003', immigration: '002' }

/** The view of somebody with a post, in an office whose services have cards. */
export function withPost(view: DeskView, login: Login): DeskView {
  const { name, title, roles } = people[login]
  const services = view.office.services.map((service) => {
    const card = cards[service.id]
    return card === undefined ? service : { ...service, card }
  })
  return {
    ...view,
    office: { ...view.office, services },
    staff: { login, name, role: 'clerk', post: { unit: 'division', title, roles: [...roles] } },
  }
}

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
export const aliievHere = {
  person: { surname: 'Алієв', givenName: 'Ельчин', patronymic: 'Раміз огли', guardian: null },
}

/** Answers about applications in a scene. */
export function at(routes: CaseRoutes): (hub: FakeHub) => void {
  return (hub) => hub.cases(routes)
}
