/** Work that is under way, by name: whoever asks for the same meanwhile gets the same result, or the same error. */
export class InFlight<T> {
  #work = new Map<string, Promise<T>>();

  has(name: string): boolean {
    return this.#work.has(name);
  }

  /** Starts the work, or joins it. */
  share(name: string, start: () => Promise<T>): Promise<T> {
    const known = this.#work.get(name);
    if (known) return known;
    const work = start().finally(() => this.#work.delete(name));
    this.#work.set(name, work);
    return work;
  }
}
