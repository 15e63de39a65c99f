/**
 * Plays one second of a tone; false when the computer has nothing to play it on.
 * @param devices of the browser, for tests
 */
export async function playTone(devices: MediaDevices | undefined = navigator.mediaDevices): Promise<boolean> {
  const all = (await devices?.enumerateDevices().catch(() => [])) ?? []
  // an empty list says nothing: a page without the right to a microphone may be told none
  if (all.length > 0 && !all.some(({ kind }) => kind === 'audiooutput')) return false
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
