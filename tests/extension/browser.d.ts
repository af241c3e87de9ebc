// What browsers have and TypeScript's own description of them lacks, or says more strictly than our own pages need: their
// elements are looked up by selector and id, and the tests in real browsers show that they are there.

declare var chrome: any;
declare var browser: any;

interface Element {
  readonly dataset: DOMStringMap;
  readonly isContentEditable: boolean;
  focus(options?: FocusOptions): void;
}

interface HTMLElement {
  value: any;
  checked: any;
  type: any;
  required: any;
}

interface Node {
  readonly host?: any;
}

interface EventTarget {
  popover?: any;
  checked?: any;
  setAttribute?: any;
}

interface Event {
  readonly newState?: any;
}

interface FocusOptions {
  focusVisible?: boolean;
}
