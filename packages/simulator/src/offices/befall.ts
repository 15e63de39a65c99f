import type { Lead } from '../actors/lead.ts'
import { befall } from '../faults/befall.ts'
import type { Backup } from '../world/disk.ts'
import type { World } from '../world/world.ts'
import type { ServerFault, SiteFault } from './scenario.ts'
import type { ServerDisk } from './server-disk.ts'
import type { ServerNode } from './server-node.ts'
import type { Site } from './site.ts'

/**
 * Lets a fault of an office, its hub or its line happen.
 * @param backup the disk as it was copied for this fault; null where it needs none
 */
export async function befallSite(
  fault: SiteFault,
  site: Site,
  lead: Lead | null,
  backup: Backup | null,
): Promise<void> {
  const { world, hub, disk, line, papers, links, computer } = site
  const { loop } = world
  switch (fault.kind) {
    case 'crash':
    case 'restart':
    case 'disk-full':
    case 'alert':
      return befall(fault, site, lead)
    case 'cut':
      links[fault.link % links.length]?.cut(fault.ms)
      return
    case 'clock-step':
      world.note(() => `the computer's clock is moved by ${fault.ms} ms`)
      return computer.step(fault.ms)
    case 'line-cut':
      world.note(() => `the line to the server is cut for ${fault.ms} ms`)
      return line.cut(fault.ms)
    case 'line-break':
      return line.breakAll()
    case 'lost-disk':
      world.note(() => `the disk is lost; another hub comes after ${fault.downMs} ms`)
      return restore(site, fault.downMs)
    case 'old-backup': {
      if (backup === null) return
      world.note(() => `the disk is put back as it was ${fault.ageMs} ms ago${fault.byTheBook ? ', by the book' : ''}`)
      hub.off()
      papers.unproved = !fault.byTheBook
      disk.replace(backup, fault.byTheBook ? 'restored' : null)
      await loop.sleep(fault.downMs)
      hub.start()
      return
    }
    case 'twin': {
      if (backup === null) return
      world.note(() => `a copy of the hub as it was ${fault.ageMs} ms ago is on for ${fault.ms} ms`)
      const twin = site.twin(backup)
      twin.start()
      await loop.sleep(fault.ms)
      twin.off()
      return
    }
    case 'revoke':
      world.note(() => 'an administrator revokes the hub')
      return site.revoke()
  }
}

/** A new hub takes the office from the server's copy. */
export async function restore(site: Site, downMs: number): Promise<void> {
  const { hub, disk, world } = site
  hub.off()
  disk.replace(null, 'restored')
  site.enrol()
  await world.loop.sleep(downMs)
  hub.start()
}

/** Lets a fault of the server happen. */
export async function befallServer(
  fault: ServerFault,
  world: World,
  server: ServerNode,
  disk: ServerDisk,
): Promise<void> {
  switch (fault.kind) {
    case 'crash':
      return server.crash(fault.downMs)
    case 'trouble':
      world.note(() => `the server's database is ${fault.trouble} for ${fault.ms} ms`)
      disk.trouble = fault.trouble
      await world.loop.sleep(fault.ms)
      disk.trouble = 'none'
  }
}
