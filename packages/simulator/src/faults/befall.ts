import type { Lead } from '../actors/lead.ts'
import type { RunningOffice } from '../office.ts'
import type { Fault } from '../scenario/scenario.ts'

/** How long a kill waits for its moment before it happens anyway; snapshots are rare. */
const patienceMs = 60_000
const patienceForSnapshotMs = 20 * 60_000

/** Lets a fault happen. */
export async function befall(fault: Fault, office: RunningOffice, lead: Lead | null): Promise<void> {
  const { world, hub, disk } = office
  const { loop } = world
  switch (fault.kind) {
    case 'crash':
      return crash(fault, office)
    case 'restart':
      world.note(() => 'the hub is stopped')
      await hub.stop()
      await loop.sleep(fault.downMs)
      hub.start()
      return
    case 'cut': {
      const link = world.links[fault.link % world.links.length]
      world.note(() => `the cable of ${link?.name ?? 'nobody'} is cut for ${fault.ms} ms`)
      link?.cut(fault.ms)
      return
    }
    case 'disk-full':
      world.note(() => `the disk is full for ${fault.ms} ms`)
      disk.full = true
      disk.troubled = true
      disk.doubtful = fault.doubtful
      await loop.sleep(fault.ms)
      disk.full = false
      await loop.sleep(5_000)
      disk.troubled = disk.full
      return
    case 'clock-step':
      world.note(() => `the computer's clock is moved by ${fault.ms} ms`)
      world.computers[0]?.step(fault.ms)
      return
    case 'alert':
      world.note(() => 'an alert')
      await lead?.alert(fault.ms)
      return
    case 'change-places':
      changePlaces(office)
      return
  }
}

async function crash(
  { when, downMs }: Extract<Fault, { kind: 'crash' }>,
  { world, hub }: RunningOffice,
): Promise<void> {
  const { loop } = world
  const life = hub.life
  if (life === null) return
  switch (when.is) {
    case 'now':
      break
    case 'await':
      hub.atNextCommand(() => loop.interruptAfter(when.rounds, () => life.die()))
      break
    case 'boundary':
      life.dieAt(when.at, when.count)
      break
  }
  const rare = when.is === 'boundary' && when.at?.endsWith('snapshot') === true
  const patience = when.is === 'now' ? 0 : rare ? patienceForSnapshotMs : patienceMs
  for (let waited = 0; life.alive && waited < patience; waited += 1_000) await loop.sleep(1_000)
  if (!life.alive || hub.life === life) hub.crash(downMs)
}

/** C23: places of a published day are only added, or taken out while nobody has them. */
function changePlaces({ world, hub, config }: RunningOffice): void {
  const { life } = hub
  if (life === null || !life.ready) return
  const { engine } = life
  const random = world.random.fork(`places ${world.loop.now}`)
  const days = Object.values(engine.state.days)
  if (days.length === 0) return
  const day = random.pick(days)
  const free = Object.values(day.places).filter(({ state }) => state === 'free')
  if (free.length === 0) return
  const { number } = random.pick(free)
  const { service, minutes, time, at } = random.pick(free)
  const lanes = config.services.find(({ id }) => id === service)?.lanes ?? 1
  const added = [lanes + 1, lanes + 2].map((lane) => ({ service, minutes, time, at, lane }))
  void engine.tell({ type: 'withdraw-place', date: day.date, number })
  void engine.tell({ type: 'add-places', date: day.date, places: added })
}
