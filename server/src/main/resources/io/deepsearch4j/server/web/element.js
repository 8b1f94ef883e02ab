import { LitElement } from 'lit';

// Everything is rendered into the page itself: one stylesheet, and labels that reach what they name.
export class PageElement extends LitElement {
  createRenderRoot() {
    return this;
  }
}

// Renders an element again whenever a model says that it has changed, while it is on the screen.
export class Follows {
  constructor(host) {
    this.host = host;
    this.model = null;
    this.changed = () => host.requestUpdate();
    host.addController(this);
  }

  follow(model) {
    this.release();
    this.model = model;
    if (this.host.isConnected) {
      this.hostConnected();
    }
  }

  hostConnected() {
    this.model?.addEventListener('change', this.changed);
  }

  hostDisconnected() {
    this.model?.removeEventListener('change', this.changed);
  }

  release() {
    this.hostDisconnected();
    this.model = null;
  }
}
