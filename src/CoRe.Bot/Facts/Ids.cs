using System.Buffers.Text;
using System.Security.Cryptography;

namespace CoRe.Bot.Facts;

/// <summary>One talk on one wire: 128 random bits as 22 base64url characters, so that nobody can guess another talk.</summary>
internal readonly record struct ConversationId(string Value)
{
    public static ConversationId New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));

    public override string ToString() => Value;
}

/// <summary>A case at the desk (UUIDv7: sorts by birth).</summary>
internal readonly record struct CaseId(Guid Value)
{
    public static CaseId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    public override string ToString() => Value.ToString("N");
}

/// <summary>A referral to a service (UUIDv7).</summary>
internal readonly record struct ReferralId(Guid Value)
{
    public static ReferralId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    public override string ToString() => Value.ToString("N");
}

/// <summary>An operator's account id (the key of the accounts table).</summary>
internal readonly record struct OperatorId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A rights topic's stable id, for example <c>school_enrolment</c>.</summary>
internal readonly record struct TopicId(string Value)
{
    public override string ToString() => Value;
}
