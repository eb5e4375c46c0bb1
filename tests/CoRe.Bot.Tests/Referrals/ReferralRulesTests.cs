using CoRe.Bot.Facts;
using CoRe.Bot.Referrals;
using CoRe.Bot.Storage;
using Xunit.Abstractions;

namespace CoRe.Bot.Tests.Referrals;

public sealed class ReferralRulesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Refused")]
    [InlineData("Withdrawn")]
    public void A_no_has_no_way_out_but_the_override(string state)
    {
        var from = Enum.Parse<ReferralState>(state);

        var without = Reachable(from, Enum.GetValues<ReferralMove>().Where(move => move != ReferralMove.Override));
        var with = Reachable(from, Enum.GetValues<ReferralMove>());

        Assert.DoesNotContain(ReferralState.Ready, without);
        Assert.DoesNotContain(ReferralState.Sending, without);
        Assert.DoesNotContain(ReferralState.Sent, without);
        Assert.Contains(ReferralState.Sent, with);
    }

    [Fact]
    public void Nothing_is_sent_from_a_draft_without_a_yes_or_an_override()
    {
        var without = Reachable(ReferralState.Draft, Enum.GetValues<ReferralMove>().Where(move => move is not (ReferralMove.Agree or ReferralMove.Override)));

        Assert.DoesNotContain(ReferralState.Sending, without);
    }

    [Fact]
    public void Every_referral_can_come_to_an_end()
    {
        foreach (var state in Enum.GetValues<ReferralState>().Where(state => state != ReferralState.Closed))
        {
            Assert.Contains(ReferralState.Closed, Reachable(state, Enum.GetValues<ReferralMove>()));
        }
    }

    [Fact]
    public async Task Whatever_is_done_in_whatever_order_no_letter_leaves_without_a_standing_receipt()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var bed = await ReferralBed.StartAsync();
        var sent = 0;
        for (var walk = 0; walk < 40; walk++)
        {
            var id = await bed.DraftAsync(CaseId.New(bed.Time));
            for (var step = 0; step < 14; step++)
            {
                // Half of the steps go on as an operator would, else nearly every walk dies young.
                var natural = random.Next(2) == 0 ? Natural(await bed.StateAsync(id), random) : null;
                await StepAsync(bed, id, natural ?? random.Next(12));
                sent += await CheckAsync(bed, id) ? 1 : 0;
            }
        }

        output.WriteLine($"{bed.Smtp.Accepted.Count} letters; {sent} steps in a sent state");
        Assert.True(sent > 0, "The walks never reached a sent referral: they prove nothing.");
    }

    private static int? Natural(ReferralState state, Random random) => state switch
    {
        ReferralState.Draft => random.Next(2) == 0 ? 0 : 2,
        ReferralState.Asked => 4,
        ReferralState.Ready => 8,
        ReferralState.Sending => 10,
        _ => null,
    };

    private static async Task StepAsync(ReferralBed bed, ReferralId id, int choice)
    {
        var wrong = choice < 11 ? bed.Conversation : ConversationId.New();
        switch (choice)
        {
            case 0 or 1:
                await bed.TryAsync(ReferralBed.Complete(id));
                break;
            case 2 or 3:
                await bed.TryAsync(new AskConsent(id, ReferralBed.Amina));
                break;
            case 4 or 11:
                await bed.TryAsync(bed.Answer(id, yes: true) with { Conversation = wrong });
                break;
            case 5:
                await bed.TryAsync(bed.Answer(id, yes: false));
                break;
            case 6:
                await bed.TryAsync(new WithdrawReferral(id, bed.Conversation));
                break;
            case 7:
                await bed.TryAsync(new OverrideConsent(id, ReferralBed.Amina, "art. 331 c.p.p.: pericolo attuale"));
                break;
            case 8 or 9:
                await bed.TryAsync(new SendReferral(id, ReferralBed.Amina));
                break;
            default:
                await bed.DeliverAsync();
                break;
        }
    }

    /// <summary>Reads the history as an auditor would: who allowed each sending?</summary>
    private static async Task<bool> CheckAsync(ReferralBed bed, ReferralId id)
    {
        var view = await bed.ViewAsync(id);
        var allowed = false;
        foreach (var line in view.History)
        {
            allowed = line.Kind switch
            {
                "agreed" or "overridden" => true,
                "refused" or "withdrawn" => false,
                _ => allowed,
            };
            Assert.True(allowed || line.Kind != "sending", string.Join(" > ", view.History.Select(l => l.Kind)));
        }

        var released = view.Consents.Count(c => c.Answer is "yes" or "override");
        Assert.Equal(view.History.Count(l => l.Kind is "agreed" or "overridden"), released);
        Assert.All(view.Consents.Where(c => c.Answer == "override"), c => Assert.True(c is { By: not null, Reason.Length: > 0 }));
        return view.Summary.State == ReferralState.Sent;
    }

    private static HashSet<ReferralState> Reachable(ReferralState from, IEnumerable<ReferralMove> moves)
    {
        var (seen, next, allowed) = (new HashSet<ReferralState>(), new Stack<ReferralState>([from]), moves.ToList());
        while (next.TryPop(out var state))
        {
            foreach (var after in allowed.Select(move => ReferralRules.After(state, move)).OfType<ReferralState>().Where(seen.Add))
            {
                next.Push(after);
            }
        }

        return seen;
    }
}
