'use strict';

/**
 * Asks before something that cannot be undone. The answer « no » has the focus first, and is that of Échap.
 * @param {{ title: string, text: string, yes: string, no: string }} question
 * @returns {Promise<boolean>}
 */
function coursConfirm({ title, text, yes, no }) {
  const heading = coursDom.element('h2', {}, coursDom.typeset(title));
  const body = coursDom.element('p', {}, coursDom.typeset(text));
  const dialog = coursDom.element('dialog', {
    class: 'cours-dialog',
    'aria-labelledby': coursDom.identify(heading),
    'aria-describedby': coursDom.identify(body),
  });
  const refuse = coursDom.button(no, () => dialog.close('no'), { class: 'primary', autofocus: '' });
  const accept = coursDom.button(yes, () => dialog.close('yes'));
  dialog.append(heading, body, coursDom.element('div', { class: 'dialog-buttons' }, refuse, accept));
  // book.js has shortcuts for single keys, the arrows among them.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
