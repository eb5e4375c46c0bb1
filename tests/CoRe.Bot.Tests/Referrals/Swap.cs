using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>A planted offence: somebody changes the recipient behind the rules' back.</summary>
internal sealed record Swap(ReferralId Referral) : IChange;

internal sealed class SwapWriter : ChangeWriter<Swap>
{
    protected override Task WriteAsync(Swap change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.ExecuteAsync("UPDATE referrals SET service_id = @s WHERE id = @id", [("@s", ReferralBed.OtherService), ("@id", change.Referral.Value)], cancellationToken);
}
