"""A round of Quick assess: its cards, and which of them is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.gap import assessment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import Roadmap
    from roadmaps.gap.assessment import AssessmentCard
    from roadmaps.journal import Progress


class Round:
    """Asks the open cards in order, or those to revisit.

    The short round comes first; the rest follows when it is done and the user keeps going.
    """

    def __init__(self, roadmap: Roadmap, progress: Progress) -> None:
        """Continue where the user left off."""
        self.all_cards = assessment.cards_of(roadmap)
        short, rest = self.all_cards[: assessment.SHORT_ROUND], self.all_cards[assessment.SHORT_ROUND :]
        # Cards of the rest may have been answered for the other roadmap.
        is_short_done = assessment.next_card(short, progress) is None
        self._has_rest = is_short_done and any(set(card.skill_ids) & set(progress.quick_answers) for card in rest)
        self._revisits: list[int] = []
        self.place = assessment.next_card(self.cards, progress)
        """The index of the card that is asked; None at the end."""

    @property
    def cards(self) -> Sequence[AssessmentCard]:
        """The cards of this round."""
        return self.all_cards if self._has_rest else self.all_cards[: assessment.SHORT_ROUND]

    @property
    def card(self) -> AssessmentCard | None:
        """The card that is asked; None at the end."""
        return None if self.place is None else self.cards[self.place]

    def step(self, progress: Progress) -> None:
        """Ask the next card: the next to revisit, or else the next open one."""
        if self._revisits:
            self.place = self._revisits.pop(0)
        else:
            self.place = assessment.next_card(self.cards, progress, -1 if self.place is None else self.place)

    def add_rest(self, progress: Progress) -> None:
        """Also ask the cards beyond the short round."""
        self._has_rest, self.place = True, None
        self.step(progress)

    def revisit(self, places: Sequence[int], progress: Progress) -> None:
        """Ask the cards at these indices one by one, whether answered or not."""
        self._has_rest = self._has_rest or any(place >= assessment.SHORT_ROUND for place in places)
        self._revisits = list(places)
        self.step(progress)

    def go_to(self, category_id: str, progress: Progress) -> bool:
        """Ask the first open card of a category, or else its first; False if it has none."""
        places = [place for place, card in enumerate(self.cards) if card.category_id == category_id]
        is_open = (place for place in places if not assessment.is_answered(self.cards[place], progress))
        if places:
            self._revisits, self.place = [], next(is_open, places[0])
        return bool(places)

    def go_back(self) -> bool:
        """Ask the card before this one; False at the first and at the end."""
        if not self.place:
            return False
        self._revisits, self.place = [], self.place - 1
        return True

    def follow(self, progress: Progress, *, was_open: bool) -> None:
        """After a change from elsewhere, ask a card before this one if it is open again, or pass an answered one.

        ``was_open`` says whether this card was open before the change.
        """
        if self._revisits:
            return
        first = assessment.next_card(self.cards, progress)
        if self.place is None or (first is not None and first < self.place):
            self.place = first
        elif was_open and assessment.is_answered(self.cards[self.place], progress):
            self.place = assessment.next_card(self.cards, progress, self.place)
