import * as api from './api.js';
import { t } from './words.js';

const PAUSE = 2_000;

// The collections of documents that a run may search, and the files that are on their way into the
// caller's own. While a file is being read, it asks again how far that has come.
export class Collections extends EventTarget {
  constructor() {
    super();
    this.all = [];
    this.known = false;
    this.sending = [];
    this.problem = '';
    this.timer = 0;
  }

  async open() {
    this.closing = new AbortController();
    await this.look();
  }

  close() {
    this.closing.abort();
    clearTimeout(this.timer);
  }

  // The caller's own collection, which may not be there before the first file is.
  get own() {
    return this.all.find((one) => one.uploads);
  }

  // Its files, and after them those that are not there yet or were refused.
  get files() {
    return [...(this.own?.files ?? []), ...this.sending];
  }

  get busy() {
    return this.sending.some((one) => one.state === 'sending');
  }

  async look() {
    clearTimeout(this.timer);
    const { signal } = this.closing;
    try {
      this.all = (await api.documents(signal)).documents;
      this.known = true;
      this.problem = '';
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      this.problem = problem.message;
    }
    this.tell();
    if (this.all.some((one) => one.files.some((file) => file.state === 'waiting'))) {
      this.timer = setTimeout(() => this.look(), PAUSE);
    }
  }

  // One after the other, and each tells for itself whether it was taken.
  async send(files, taken = () => {}) {
    const entries = files.map((file) => ({ path: file.name, state: 'sending', pages: 0, trouble: '' }));
    this.sending = [...this.sending.filter((one) => one.state === 'sending'), ...entries];
    this.tell();
    for (const [index, file] of files.entries()) {
      const entry = entries[index];
      try {
        const { path } = await api.upload(file);
        this.sending = this.sending.filter((one) => one !== entry);
        taken(path);
        await this.look();
      } catch (problem) {
        entry.state = 'refused';
        entry.trouble = problem instanceof api.Problem ? problem.message : t('documents.lost');
      }
      this.tell();
    }
  }

  async remove(path) {
    try {
      await api.discardUpload(path);
      await this.look();
    } catch (problem) {
      this.problem = problem.message;
      this.tell();
    }
  }

  forget(entry) {
    this.sending = this.sending.filter((one) => one !== entry);
    this.tell();
  }

  tell() {
    this.dispatchEvent(new Event('change'));
  }
}
