import type { Page } from 'playwright-core'
import type { Scene } from './scenes.ts'

const usual = [[1366, 768]] as const

/**
 * Scenes as they are, then once more in the mode of more contrast and in English. They are made anew for each: what
 * one presses changes the office it is given.
 */
export function dressed(make: () => readonly Scene[]): Scene[] {
  const plain = () => make().filter(({ english, contrast }) => english !== true && contrast !== true)
  return [
    ...make(),
    ...plain().map((scene) => ({ ...scene, name: `${scene.name}-in-contrast`, contrast: true, sizes: usual })),
    ...plain().map((scene) => ({ ...inEnglish(scene), name: `${scene.name}-in-english` })),
  ]
}

/** One that presses something is reached in Ukrainian: its buttons are found by their words. */
function inEnglish(scene: Scene): Scene {
  const { then } = scene
  if (then === undefined) return { ...scene, english: true }
  return {
    ...scene,
    sizes: usual,
    then: async (page, hub) => {
      await then(page, hub)
      await switchLanguage(page)
    },
  }
}

/** The button of the language, which nobody can reach behind a dialog. */
async function switchLanguage(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLElement>('.language')?.click())
  await page.locator(':root[lang="en"]').waitFor()
}
