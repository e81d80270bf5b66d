"""Records of face 001 as it shows them: the seed's names in the seed's order."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...actions.competitions import Kept
from ...domain import competition
from ...domain.contact import Contact
from ...domain.icons import Icon
from ...domain.reward import Reward
from ...domain.reward_type import RewardType
from ..call import Call
from .values import seed_time


def achievement(kept: Kept, language: str | None) -> dict[str, Any]:
    """As it was said, with what the house adds; its texts in that language where it has one."""
    shown = competition.shown(kept.record, kept.texts, seed_time(kept.record.created))
    said = {name: text for name, text in kept.texts.among(language).items() if text is not None}
    return {**shown, **said}


def reward(one: Reward, language: str | None = None) -> dict[str, Any]:
    own = {"rewardName": one.name, "description": one.description}
    lines = one.translations.get(language, ()) if language else ()
    own |= {line["fieldName"]: line["text"] for line in lines if line["fieldName"] in own}
    until = {"period": one.period, "pointInTime": seed_time(one.point_in_time) if one.point_in_time else None}
    return {
        "jsonClass": "Reward",
        "entityType": "target" if one.of_target else "achievement",
        "entityId": one.achievement,
        "rewardRank": one.rank,
        "rewardName": own["rewardName"],
        "value": one.value,
        "rewardType": one.reward_type,
        "description": own["description"],
        "delay": one.delay,
        "memberAcknowledgmentRequired": one.acknowledgement,
        "metadata": one.metadata,
        **{name: value for name, value in until.items() if value is not None},
        "created": seed_time(one.created),
        "id": one.uid,
        "translations": one.translations,
        "translatableFields": one.translatable_fields,
    }


def reward_type(one: RewardType) -> dict[str, Any]:
    return {
        "jsonClass": "RewardType",
        "key": one.key,
        "name": one.name,
        "description": one.description,
        "unitOfMeasure": one.unit,
        "created": seed_time(one.created),
        "id": one.uid,
    }


def icon(call: Call, one: Icon) -> dict[str, Any]:
    base = f"{call.wired.settings.base_url}/api/{call.table.tenant}/achievements/icons"
    return {
        "jsonClass": "Attachment",
        "attachmentType": "achievement-icons",
        "fileName": one.name,
        "mimeType": one.media,
        "size": one.size,
        "url": f"{base}/{one.uid}",
        "created": seed_time(one.created),
        "id": one.uid,
    }


def member(contact: Contact) -> dict[str, Any]:
    return {
        "jsonClass": "Member",
        "memberType": "Team" if contact.resource == "organisation" else "Individual",
        "name": contact.display_name,
        "memberRefId": contact.member_ref,
        "groups": contact.member_groups,
        "created": seed_time(contact.created),
        "id": contact.uid,
    }


def with_rewards(shown: Mapping[str, Any], rewards: Sequence[Reward], language: str | None) -> dict[str, Any]:
    """What `_include=rewards` adds."""
    return {**shown, "rewards": [reward(one, language) for one in rewards]}
