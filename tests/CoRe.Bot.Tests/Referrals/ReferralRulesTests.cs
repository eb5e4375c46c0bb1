using CoRe.Bot.Facts;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Referrals.Following;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>10,000 things that service, person, desk, outbox and clock do, in any order.</summary>
    [Fact]
    public async Task Whatever_happens_there_is_one_owner_a_live_deadline_or_an_end_and_the_history_tells_how()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        var states = new HashSet<ReferralState>();
        var happened = 0;
        for (var walk = 0; walk < 250; walk++)
        {
            var caseId = CaseId.New(bed.Time);
            var id = await bed.DraftAsync(caseId);
            for (var step = 0; step < 40; step++, happened++)
            {
                id = await HappenAsync(bed, id, caseId, random);
                states.UnionWith(await CheckWholeAsync(bed, caseId));
            }

            await EndAsync(bed, caseId);
        }

        output.WriteLine($"{happened} events; {bed.Smtp.Accepted.Count} letters");
        Assert.Equal(10_000, happened);
        Assert.Equal(Enum.GetValues<ReferralState>().Order(), states.Order());
    }

    private static async Task<ReferralId> HappenAsync(ReferralBed bed, ReferralId id, CaseId caseId, Random random)
    {
        var state = await bed.StateAsync(id);
        var at = random.Next(2) == 0 ? (DateTimeOffset?)null : bed.Time.GetUtcNow().AddDays(1);
        switch (random.Next(3) == 0 ? random.Next(12) : OnTheWay(state, random))
        {
            case 0: await bed.TryAsync(ReferralBed.Complete(id)); break;
            case 1: await bed.TryAsync(new AskConsent(id, ReferralBed.Amina)); break;
            case 2: await bed.TryAsync(bed.Answer(id, yes: random.Next(5) > 0)); break;
            case 3: await bed.TryAsync(new WithdrawReferral(id, bed.Conversation)); break;
            case 4: await bed.TryAsync(new SendReferral(id, ReferralBed.Amina)); break;
            case 5: await bed.TryAsync(random.Next(4) == 0 ? new ReferralUndeliverable(id) : new ReferralDelivered(id)); break;
            case 6: await OpenLinkAsync(bed, id); break;
            case 7: await bed.TryAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Accept, at, null)); break;
            case 8: await bed.TryAsync(new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Reject, null, "full")); break;
            case 9:
                bed.Time.Advance(TimeSpan.FromHours(random.Next(1, 60)));
                await bed.Get<ReferralKeeper>().KeepDueAsync(CancellationToken.None);
                break;
            case 10: await bed.TryAsync(random.Next(2) == 0 ? new AnswerReferral(id, null, ReferralBed.Amina, ServiceAnswer.Finish, null, "not_come") : new AnswerHelped(id, bed.Conversation, "yes")); break;
            default:
                var next = ReferralId.New(bed.Time);
                return await bed.TryAsync(random.Next(8) == 0 ? new CloseReferral(id, ReferralBed.Amina, "given_up") : new RedraftReferral(next, id, ReferralBed.Amina)) == "" && (await bed.Store.OfCaseAsync(caseId, CancellationToken.None))[^1].Id == next ? next : id;
        }

        return id;
    }

    private static int OnTheWay(ReferralState state, Random random) => state switch
    {
        ReferralState.Draft => random.Next(2),
        ReferralState.Asked => 2,
        ReferralState.Ready or ReferralState.Failed => 4,
        ReferralState.Sending => 5,
        ReferralState.Sent => 6 + random.Next(4),
        ReferralState.Opened or ReferralState.Unanswered => 7 + random.Next(3),
        ReferralState.Accepted => 9 + random.Next(2),
        _ => 11,
    };

    private static async Task OpenLinkAsync(ReferralBed bed, ReferralId id)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        if (await db.ReferralLinks.AsNoTracking().OrderByDescending(l => l.CreatedAt).FirstOrDefaultAsync(l => l.ReferralId == id.Value) is { } link)
        {
            try
            {
                await bed.DoAsync(new OpenLink(link.Id, [1, 2, 3]));
            }
            catch (StaleWriteException)
            {
                // The link died meanwhile: that is an answer, too.
            }
        }
    }

    /// <summary>No referral without an owner and a deadline unless it has ended, at most one alive, and each history replays to the row's state.</summary>
    private static async Task<IEnumerable<ReferralState>> CheckWholeAsync(ReferralBed bed, CaseId caseId)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        var rows = await db.Referrals.AsNoTracking().Where(r => r.CaseId == caseId.Value).OrderBy(r => r.CreatedAt).ToListAsync();
        Assert.InRange(rows.Count(row => !ReferralRules.HasEnded(row.State)), 0, 1);
        foreach (var row in rows)
        {
            Assert.Equal(ReferralRules.HasEnded(row.State), ReferralRules.Owner(row.State) == ReferralOwner.Nobody);
            Assert.True(ReferralRules.HasEnded(row.State) || row.Deadline > row.CreatedAt);
            var replayed = ReferralState.Draft;
            foreach (var line in await db.ReferralEvents.AsNoTracking().Where(e => e.ReferralId == row.Id).OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync())
            {
                replayed = ReferralRules.MoveOf(line) is { } move ? ReferralRules.After(replayed, move)!.Value : replayed;
            }

            Assert.Equal(row.State, replayed);
        }

        Assert.False(await db.ReferralLinks.AnyAsync(l => l.RevokedAt == null && db.Referrals.Any(r => r.Id == l.ReferralId && r.CaseId == caseId.Value
            && (r.State == ReferralState.Withdrawn || r.State == ReferralState.Rejected || r.State == ReferralState.Completed || r.State == ReferralState.Closed || r.State == ReferralState.Rerouted))));
        return rows.Select(row => row.State);
    }

    /// <summary>Nobody does anything any more: the clock alone ends it, or gives it a deadline that the desk sees.</summary>
    private static async Task EndAsync(ReferralBed bed, CaseId caseId)
    {
        for (var day = 0; day < 4; day++)
        {
            bed.Time.Advance(TimeSpan.FromDays(2));
            await bed.Get<ReferralKeeper>().KeepDueAsync(CancellationToken.None);
        }

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.All(await db.Referrals.AsNoTracking().Where(r => r.CaseId == caseId.Value).ToListAsync(), row =>
            Assert.True(ReferralRules.HasEnded(row.State) || (ReferralRules.Owner(row.State) is ReferralOwner.Desk or ReferralOwner.Person && row.Deadline > bed.Time.GetUtcNow()) || row.AppointmentAt is not null,
                $"{row.State} is left alone"));

        // Out of the way of the next walk.
        await db.Referrals.Where(r => r.CaseId == caseId.Value).ExecuteUpdateAsync(set => set.SetProperty(r => r.Deadline, DateTimeOffset.MaxValue));
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
