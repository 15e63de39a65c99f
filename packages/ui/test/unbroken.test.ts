import { expect, test } from 'vitest'
import { unbroken } from '../src/unbroken.ts'

test('town, street and number stay with their signs, and the line may break between them', () => {
  const address = 'УДМС № 2, м. Миколаїв, вул. Декабристів, 5/А'
  expect(unbroken(address)).toBe('УДМС №\u00a02, м.\u00a0Миколаїв, вул.\u00a0Декабристів, 5/А')
  expect(unbroken('просп. Богоявленський, 20')).toBe('просп.\u00a0Богоявленський, 20')
})

test('a word that only ends like a sign breaks as any other', () => {
  expect(unbroken('Відділ ім. Шевченка')).toBe('Відділ ім. Шевченка')
})
