import type { Mutant } from './mutant.ts'

const queue = 'packages/shared/src/queue'
const online = 'packages/shared/src/replication/online'
const uplink = 'packages/office-hub/src/uplink'
const offices = 'apps/queue-server/src/offices'
const gateway = 'apps/queue-server/src/hub-gateway'

/** Bugs of an office with a queue server: handover, claims, requests, epochs, acknowledgements, and what comes first. */
export const replicationMutants: readonly Mutant[] = (
  [
    {
      id: 'hub-sells-online-places',
      does: 'takes the online places of a day for the hub’s before the handover',
      file: `${queue}/places.ts`,
      find: "  return place.channel === 'online' && !day.onlineClosed\n",
      replace: "  return place.channel === 'online' && !day.onlineClosed && day.cancelled\n",
    },
    {
      id: 'claim-matches-anybody',
      does: 'gives a booking to whoever claimed its place',
      file: `${queue}/inbox.ts`,
      find: "  if (holder?.claimed === true && (proved || digits === 'match')) {\n",
      replace: '  if (holder?.claimed === true && (proved || digits !== null)) {\n',
    },
    {
      id: 'request-unanswered',
      does: 'lets a visitor go at the server’s request and does not say so',
      file: `${queue}/inbox.ts`,
      find: '  return [...withdrawn(state, day, ticket, at), answer(request, null)]\n',
      replace: '  return withdrawn(state, day, ticket, at)\n',
    },
    {
      id: 'request-takes-called',
      does: 'cancels a ticket that has been called when the server asks for it',
      file: `${queue}/inbox.ts`,
      find: "  if (ticket.status.is !== 'waiting') return [answer(request, 'already-called')]\n",
      replace: '',
    },
    {
      id: 'request-takes-sold-place',
      does: 'grants the withdrawal of a place somebody has',
      file: `${queue}/inbox.ts`,
      find: "    case 'free':\n      return [{ type: 'place-withdrawn', date, number }, answer(request, null)]\n",
      replace:
        "    case 'free':\n    case 'taken':\n      return [{ type: 'place-withdrawn', date, number }, answer(request, null)]\n",
    },
    {
      id: 'epoch-withholds-nothing',
      does: 'goes on selling the old numbers in a new epoch',
      file: `${queue}/evolve-server.ts`,
      find: "      if (place?.state === 'free' && !isServers(day, place)) place.state = 'withheld'\n",
      replace: '      if (place === undefined) continue\n',
    },
    {
      id: 'epoch-keeps-block',
      does: 'gives the added places of every epoch numbers of one block',
      file: `${queue}/places.ts`,
      find: '  return 1 + (epoch % 9)\n',
      replace: '  return 1 + (epoch % 1)\n',
    },
    {
      id: 'epoch-forgotten',
      does: 'begins no epoch after it has taken what it had lost',
      file: `${uplink}/conversation.ts`,
      find: "    if (pendingEpoch.get() === null) pendingEpoch.set('behind-server')\n",
      replace: '    pendingEpoch.set(null)\n',
    },
    {
      id: 'witness-ignored',
      does: 'lets a device in that has seen what the hub’s log does not have, and begins no epoch',
      file: `${uplink}/witness-check.ts`,
      find: '    if (seen.seq > now.seq) return false\n',
      replace: '    if (seen.seq > now.seq) return true\n',
    },
    {
      id: 'secrets-left',
      does: 'leaves the newest secrets of the server where they are',
      file: `${uplink}/inbox.ts`,
      find: '      if (secrets > this.#ports.keys.secrets) await this.#pullSecrets(link)\n',
      replace: '      if (this.#ports.keys.secrets === 0) await this.#pullSecrets(link)\n',
    },
    {
      id: 'key-after-plan',
      does: 'publishes a day while its key is still being stored',
      file: `${offices}/office-node.ts`,
      find: '    await this.#keeper.ensureDays(publish.map(({ date }) => date))\n',
      replace: '    void this.#keeper.ensureDays(publish.map(({ date }) => date)).catch(() => {})\n',
    },
    {
      id: 'sold-twice-online',
      does: 'sells a booked place again',
      file: `${online}/free.ts`,
      find: "    place.state === 'free' &&\n",
      replace: "    place.state !== 'withdrawn' &&\n",
    },
    {
      id: 'server-withdraws-booked',
      does: 'withdraws an online place that is booked',
      file: `${online}/change-places.ts`,
      find: "    if (place?.state === 'booked' && isOwn) return refuse('place-taken', 'withdraw')\n",
      replace: '',
    },
    {
      id: 'server-cancels-after-handover',
      does: 'cancels a booking of a day that is the office’s',
      file: `${online}/decide.ts`,
      find: "  return day.state === 'open'\n    ? accept([{ type: 'booking-cancelled'",
      replace: "  return day.state !== 'cancelled'\n    ? accept([{ type: 'booking-cancelled'",
    },
    {
      id: 'handover-miscounts',
      does: 'hands a day over with the number of its places sold at any time',
      file: `${online}/decide.ts`,
      find: "filter((place) => place.state === 'booked').length",
      replace: 'filter((place) => place.sold > 0).length',
    },
    {
      id: 'handover-a-day-late',
      does: 'hands each day over when the next one begins',
      file: `${offices}/office-node.ts`,
      find: "day.state === 'open' && today !== null && day.date <= today && !waiting.has(day.date))",
      replace: "day.state === 'open' && today !== null && day.date < today && !waiting.has(day.date))",
    },
    {
      id: 'booking-before-append',
      does: 'acknowledges a booking before it is in the inbox',
      file: `${offices}/inbox-writer.ts`,
      find: '      if (records.length > 0) await this.#append(records, draft)\n',
      replace: '      if (records.length > 0) void this.#append(records, draft).catch(() => {})\n',
    },
    {
      id: 'mirror-skips-last',
      does: 'keeps the last record of a batch and does not fold it',
      file: `${offices}/mirror.ts`,
      find: '      this.#fold(joined.records)\n',
      replace:
        '      this.#fold(joined.records.length > 1 ? joined.records.toSpliced(-1, 1) : joined.records)\n      const last = joined.records.at(-1)\n      if (last) this.#head = { seq: last.seq, hash: last.hash }\n',
    },
    {
      id: 'revoked-is-welcome',
      does: 'exchanges records with a hub that is revoked',
      file: `${gateway}/hub-gateway.ts`,
      find: '    if (hub.revoked) {\n',
      replace: '    if (hub.revoked && hello.epoch < 0) {\n',
    },
    {
      id: 'merge-takes-known',
      does: 'joins a batch to a log that has grown meanwhile as if it had not',
      file: 'packages/shared/src/replication/merge.ts',
      find: "  return { is: 'advance', records: taken }\n",
      replace: "  return { is: 'advance', records: taken.length > 1 ? taken.slice(1) : taken }\n",
    },
  ] as const
).map((mutant): Mutant => ({ ...mutant, world: 'offices' }))
