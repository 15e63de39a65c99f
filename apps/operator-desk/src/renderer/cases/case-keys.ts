import type { CaseDesk } from './case-desk.ts'

/**
 * F2 goes between the window and the tasks, Escape from a case to the tasks. Nothing of it works while a dialog is
 * open, and Escape not while something is typed.
 * @param allowed whether whoever is signed in works in applications
 * @returns stops listening
 */
export function listenToCaseKeys(desk: CaseDesk, allowed: () => boolean): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || !allowed()) return
    if (document.querySelector('dialog[open]') !== null) return
    const { page } = desk.store.getState()
    if (event.code === 'F2') {
      event.preventDefault()
      desk.goTo({ name: page.name === 'window' ? 'tasks' : 'window' })
    }
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea') !== null
    if (event.code === 'Escape' && !typing && (page.name === 'case' || page.name === 'distribution')) {
      event.preventDefault()
      desk.goTo({ name: 'tasks' })
    }
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
