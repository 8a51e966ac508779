// SPDX-License-Identifier: Apache-2.0
//
// What the page must know by itself, because the server cannot tell it: that the server no longer answers. After five
// seconds without an answer nothing on the page stands for the present any more, and the style sheet stops printing it
// as if it did. The page is sent as lost and this script takes that back, so a page without it never looks current.
// Everything else is htmx asking /live once a second.
(() => {
  'use strict';

  const LOST_AFTER_MILLIS = 5000;
  const body = document.body;
  const connection = document.getElementById('connection');
  const announcer = document.getElementById('announcer');
  const tableOpen = document.getElementById('table-open');
  const readings = document.getElementById('readings');
  let answeredAt = performance.now();
  let asOf = '';
  let announced = null;

  function live() {
    return document.querySelector('#live .live');
  }

  function read() {
    const now = live();
    if (!now) {
      return;
    }
    asOf = now.dataset.asOf || '';
    const sentences = (now.dataset.announcement || '').split('|').filter(Boolean);
    // The first state is read with the page; only what is new is worth a word.
    const news = announced === null ? [] : sentences.filter((sentence) => !announced.includes(sentence));
    if (news.length > 0) {
      announcer.textContent = news.join('. ');
    }
    announced = sentences;
  }

  function judge() {
    const lost = performance.now() - answeredAt > LOST_AFTER_MILLIS;
    if (lost === (body.dataset.connection === 'lost')) {
      return;
    }
    if (lost) {
      body.dataset.connection = 'lost';
      connection.textContent = 'Connection lost. Values as of ' + asOf + '.';
    } else {
      delete body.dataset.connection;
      connection.textContent = '';
    }
  }

  body.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.successful) {
      answeredAt = performance.now();
      judge();
    }
  });
  body.addEventListener('htmx:afterSwap', read);
  readings.addEventListener('toggle', () => {
    tableOpen.value = readings.open ? 'open' : 'closed';
  });
  // A tab that comes back to the front shows at once whether its figures still hold.
  document.addEventListener('visibilitychange', judge);
  setInterval(judge, 250);
  read();
  judge();
})();
