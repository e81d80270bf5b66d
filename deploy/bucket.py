"""Where packages lie: a bucket, made if it is not there, with files under names that say their content."""

import hashlib
import json

from botocore.exceptions import ClientError

from deploy.cloud import Cloud
from deploy.package import Package

# The one region that S3 does not want to be told.
UNSAID = "us-east-1"
CLOSED = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}
ABSENT = ("404", "NoSuchBucket")


def usual_name(cloud: Cloud) -> str:
    """Of the account and the region, so that nobody else in the world has it."""
    account = cloud.sts.get_caller_identity()["Account"]
    return f"laurel-code-{account}-{cloud.s3.meta.region_name}"


def ensure(cloud: Cloud, bucket: str) -> None:
    """One that is made here is closed to the public; S3 itself encrypts what is put there."""
    if _is_there(cloud, bucket):
        return
    region = cloud.s3.meta.region_name
    place = {} if region == UNSAID else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    cloud.s3.create_bucket(Bucket=bucket, **place)
    cloud.s3.get_waiter("bucket_exists").wait(Bucket=bucket)
    cloud.s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=CLOSED)


def upload(cloud: Cloud, package: Package, bucket: str, *, prefix: str) -> str:
    """The address of the template, once zip, layer and template are up."""
    template = package.template
    code = _put(cloud, bucket, prefix, package.zip.read_bytes(), "zip")
    papers = _put(cloud, bucket, prefix, package.papers.read_bytes(), "zip")
    for resource in template["Resources"].values():
        match resource["Type"]:
            case "AWS::Serverless::Function":
                resource["Properties"]["CodeUri"] = code
            case "AWS::Serverless::LayerVersion":
                resource["Properties"]["ContentUri"] = papers
    text = _put(cloud, bucket, prefix, json.dumps(template).encode(), "json")
    return f"{cloud.s3.meta.endpoint_url}/{bucket}/{text['Key']}"


def empty(cloud: Cloud, bucket: str, *, prefix: str) -> int:
    """What was uploaded under the prefix goes; how much it was. A bucket that is not there holds nothing."""
    if not _is_there(cloud, bucket):
        return 0
    gone = 0
    for page in cloud.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"{prefix}/"):
        if found := [{"Key": entry["Key"]} for entry in page.get("Contents", [])]:
            cloud.s3.delete_objects(Bucket=bucket, Delete={"Objects": found, "Quiet": True})
            gone += len(found)
    return gone


def _put(cloud: Cloud, bucket: str, prefix: str, content: bytes, ending: str) -> dict[str, str]:
    location = {"Bucket": bucket, "Key": f"{prefix}/{_digest(content)}.{ending}"}
    cloud.s3.put_object(Body=content, **location)
    return location


def _is_there(cloud: Cloud, bucket: str) -> bool:
    """Raises ClientError where it is somebody else's."""
    try:
        cloud.s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ABSENT:
            raise
        return False
    return True


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
