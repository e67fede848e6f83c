'use strict';

/** The labels of the stock page, which mdBook writes in English whatever the language of the book. */
const coursFrench = (() => {
  /**
   * By the English text itself, not by selectors: a label that a later mdBook moves is still found, and one that it
   * rewords is seen at once by the test that looks for English leftovers.
   * @type {Record<string, string>}
   */
  const LABELS = {
    'Table of contents': 'Table des matières',
    'Toggle Table of Contents': 'Afficher ou masquer la table des matières',
    'Change theme': 'Changer de thème',
    Themes: 'Thèmes',
    Auto: 'Automatique',
    Light: 'Clair',
    Rust: 'Rouille',
    Coal: 'Charbon',
    Navy: 'Marine',
    Ayu: 'Ayu',
    'Search (`/`)': 'Rechercher (touche /)',
    'Toggle Searchbar': 'Afficher ou masquer la recherche',
    'Search this book ...': 'Rechercher dans le livre…',
    'Print this book': 'Imprimer le livre',
    'Git repository': 'Dépôt Git',
    'Suggest an edit': 'Proposer une modification',
    'Page navigation': 'Navigation entre les chapitres',
    'Previous chapter': 'Chapitre précédent',
    'Next chapter': 'Chapitre suivant',
    'Keyboard shortcuts': 'Raccourcis clavier',
    Note: 'Remarque',
    Tip: 'Conseil',
    Warning: 'Attention',
    Caution: 'Danger',
  };

  const HELP = [
    { keys: ['←', '→'], after: ' : chapitre précédent, chapitre suivant' },
    { keys: ['S', '/'], after: ' : rechercher dans le livre' },
    { keys: ['?'], after: ' : afficher cette aide' },
    { keys: ['Échap'], after: " : fermer l'aide" },
  ];

  /** @param {Element} root */
  function translateAttributes(root) {
    for (const name of ['title', 'aria-label', 'placeholder']) {
      for (const found of root.querySelectorAll(`[${name}]`)) {
        const french = LABELS[found.getAttribute(name) ?? ''];
        if (french) found.setAttribute(name, coursDom.typeset(french));
      }
    }
  }

  /** @param {Element} root */
  function translateTexts(root) {
    for (const found of root.querySelectorAll('.theme, .mdbook-help-title, .blockquote-tag-title')) {
      const last = found.lastChild;
      const french = LABELS[last?.textContent?.trim() ?? ''];
      if (last && french) last.textContent = french;
    }
  }

  function translateHelp() {
    const lines = document.querySelector('#mdbook-help-popup div');
    lines?.replaceChildren(
      ...HELP.map(({ keys, after }) => {
        const line = coursDom.element('p');
        keys.forEach((key, index) => line.append(index ? ' ou ' : '', coursDom.element('kbd', {}, key)));
        line.append(coursDom.typeset(after));
        return line;
      }),
    );
  }

  /** The page that stands for those that do not exist: its title alone is mdBook's. */
  function translateTitle() {
    document.title = document.title.replace(/^Page not found - /, 'Page introuvable - ');
  }

  return {
    start() {
      translateTitle();
      translateAttributes(document.body);
      translateTexts(document.body);
      translateHelp();
    },
  };
})();
