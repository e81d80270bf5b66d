"""Whether SES will take the stack's mails: told before anybody waits for one."""

from collections.abc import Iterator

from botocore.exceptions import ClientError

from deploy.cloud import Cloud


def remarks(cloud: Cloud, sender: str) -> Iterator[str]:
    """One sentence for each thing that keeps mails back."""
    domain = sender.rpartition("@")[2]
    if not any(_verified(cloud, identity) for identity in (sender, domain)):
        yield f"SES has verified neither {sender} nor {domain} in this region: mails end as failed_permanent."
    account = cloud.ses.get_account()
    if not account.get("ProductionAccessEnabled", False):
        yield "SES is in its sandbox: 200 mails a day, to verified addresses only. Ask for production access."
    if not account.get("SendingEnabled", True):
        yield "SES has switched off sending for this account."


def _verified(cloud: Cloud, identity: str) -> bool:
    try:
        known = cloud.ses.get_email_identity(EmailIdentity=identity)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NotFoundException":
            raise
        return False
    return bool(known["VerifiedForSendingStatus"])
