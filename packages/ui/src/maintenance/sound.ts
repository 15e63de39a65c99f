/** How long the browser may take to list the computer's devices, ms. */
const listMs = 1_000

/**
 * Whether the computer has anything to play on. Chromium plays into nothing where it has not, and says nothing of it; it
 * lists one nameless output of each computer that has any, also to a page that may not use the microphone.
 * @param devices of the browser, for tests
 * @returns null: the browser does not tell, as outside of a secure context
 */
export async function hasAudioOutput(
  devices: Pick<MediaDevices, 'enumerateDevices'> | undefined = navigator.mediaDevices,
): Promise<boolean | null> {
  const listed = devices?.enumerateDevices().catch(() => null) ?? null
  const all = await Promise.race([listed, after(listMs).then(() => null)])
  return all === null ? null : all.some(({ kind }) => kind === 'audiooutput')
}

/** Plays one second of a tone; false when the computer has nothing to play it on. */
export async function playTone(): Promise<boolean> {
  if ((await hasAudioOutput()) === false) return false
  const context = new AudioContext()
  try {
    if (context.state !== 'running') await Promise.race([context.resume(), after(1_000)])
    if (context.state !== 'running') return false
    const tone = context.createOscillator()
    const volume = context.createGain()
    volume.gain.value = 0.2
    tone.frequency.value = 660
    tone.connect(volume).connect(context.destination)
    tone.start()
    await after(1_000)
    tone.stop()
    return true
  } catch {
    return false
  } finally {
    await context.close().catch(() => undefined)
  }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
