import { expect, test } from 'vitest'
import { textRules } from '../src/index.ts'

test('each rule of texts names the keys that break it, and no other', () => {
  const uk = {
    only: 'Лише тут',
    call: 'Запрошено {{ticket}}',
    days_one: '{{count}} день',
    quoted: '"Черга" – м\'яка',
    mixed: 'чергa',
    fine: '«Черга» – {{count}}',
  }
  const en = { call: 'Called', days_other: '{{count}} days', quoted: 'Quoted', mixed: 'день', fine: 'Queue {{count}}' }
  expect(textRules.map(({ faults }) => faults(uk, en))).toEqual([
    ['only'],
    ['call'],
    ['days_few', 'days_many', 'days_other'],
    ['quoted'],
    ['mixed', 'mixed'],
  ])
})
