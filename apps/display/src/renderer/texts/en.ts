import { counted } from '@cherha/ui'
import type { Texts } from './uk.ts'

function minutesText(minutes: number): string {
  return counted(minutes, 'en', ['minute', 'minutes'])
}

/** The English counterpart: smaller, beside or below the Ukrainian. */
export const en: Texts = {
  title: 'Queue display',
  sections: { called: 'Now called', serving: 'Being served', next: 'Next', free: 'Free places today' },
  window: 'room',
  ticket: 'Ticket',
  announcing: 'being announced',
  paused: 'please come',
  nobodyCalled: 'Nobody is being called yet',
  nobodyServed: 'Nobody yet',
  nobodyNext: 'Nobody is waiting',
  noPlaces: 'none',
  standing: ['Some numbers are not taken.', 'П goes first by Law 1664-IX.'],
  takeover: {
    come: (minutes) => `within ${minutesText(minutes)}`,
    also: 'Also called',
    alsoMany: 'Also called',
    spoken: (_ticket, window) => `Please come to room ${window}`,
  },
  cells: {
    heading: 'Rooms and ticket numbers',
    called: 'called',
    calledRule: (minutes) => `called: come within ${minutesText(minutes)}`,
    left: (time) => `${time} left`,
    serving: 'being served',
    free: 'Free places today:',
  },
  messages: (minutes) => [
    `Come within ${minutesText(minutes)}.`,
    'Booked? Check in at the terminal.',
    'Early calls: only people already here.',
  ],
  suspended: {
    alert: {
      title: 'Air-raid alert',
      go: 'Go to the shelter',
      detail: 'Follow the staff',
      keep: 'calls resume after the all-clear',
    },
    power: {
      title: 'Power cut',
      go: 'Please wait',
      detail: 'Service resumes when the power is back',
      keep: 'calls resume with the same number',
    },
    other: {
      title: 'Service suspended',
      go: 'Please wait',
      detail: 'Listen to the staff',
      keep: 'calls resume with the same number',
    },
    outage: {
      title: 'Service suspended',
      go: 'Please wait',
      detail: 'The queue system is starting again',
      keep: 'calls resume with the same number',
    },
    stopped: 'Your ticket stays valid',
  },
  resuming: {
    allClear: 'All clear',
    returning: 'Resuming soon',
    until: (time) => `Service resumes at ${time}`,
    comeBack: 'Come back to the hall. Your ticket stays valid.',
    again: 'Called numbers are announced again, with the full time.',
  },
  closed: {
    title: 'Closed now',
    hours: 'Opening hours',
    dayOff: 'closed',
    phone: 'Information',
  },
  lunch: {
    title: 'Break',
    until: (time) => `Service resumes at ${time}`,
    valid: 'Your ticket stays valid. The terminal is working.',
    next: 'Next',
  },
  lost: {
    title: 'The board is not updating',
    listen: 'Listen to the staff',
    valid: 'Your ticket stays valid.',
    since: (time) => `since ${time}`,
    lastCalls: (time) => `Called as of ${time}`,
  },
  notPaired: {
    title: 'This display is not connected',
    steps: [
      'Open the settings of the office hub and create a code for a display.',
      'Open the address with the code on this screen.',
      'The code works once, within 10 minutes.',
    ],
  },
  soundOff: 'sound is off, touch the screen',
}
