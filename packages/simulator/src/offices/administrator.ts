import type { ServerLife, ServerNode } from './server-node.ts'
import { pinOf } from './server-node.ts'
import type { ChangePlan } from './scenario.ts'
import type { Site } from './site.ts'

/** Lets an administrator change something at the server; tried again while the server is away. */
export async function administer(plan: ChangePlan, site: Site, server: ServerNode): Promise<void> {
  const { world } = site
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { life } = server
    if (life !== null) {
      const done = await Promise.race([change(plan, site, life).catch(() => false), world.loop.sleep(10_000)])
      if (done === true) return world.note(() => `an administrator: ${JSON.stringify(plan)}`)
    }
    await world.loop.sleep(20_000)
  }
}

async function change(plan: ChangePlan, site: Site, life: ServerLife): Promise<boolean> {
  const node = life.nodes.get(site.code)
  if (node === undefined || node.config === null) return false
  const random = site.random.fork(`change ${plan.at}`)
  switch (plan.kind) {
    case 'places': {
      const places = Object.values(node.online.days[plan.date]?.places ?? {})
      if (places.length === 0) return true
      const { service, minutes, time, at, channel } = random.pick(places)
      const add = [7, 8].map((lane) => ({ service, minutes, time, at, lane, channel }))
      const withdraw = [random.pick(places).number, random.pick(places).number]
      await node.changePlaces({ date: plan.date, add, withdraw })
      return true
    }
    case 'configure': {
      const { config } = node
      const services = config.services.map((service) => ({ ...service, lanes: plan.lanes }))
      const apply = node.online.days[plan.date]?.state === 'open' ? [plan.date] : []
      await node.configure({ ...config, services }, { apply })
      return true
    }
    case 'cancel-day':
      await node.cancelDay(plan.date, 'emergency')
      return true
    case 'staff':
      await node.changeSecrets((secrets) => {
        const others = secrets.staff.filter(({ login }) => login !== plan.login)
        return { ...secrets, staff: plan.works ? [...others, pinOf(plan.login)] : others }
      })
      return true
  }
}
