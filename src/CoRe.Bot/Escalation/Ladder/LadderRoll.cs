using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Ladder;

/// <summary>Somebody who may hear of a case. <paramref name="Desk"/>: a desk of theirs was seen lately. <paramref name="Push"/>: a browser of theirs wants to be told.</summary>
internal sealed record LadderPerson(string Recipient, string? Email, string? Phone, bool Desk, bool Push = false);

/// <summary>What somebody must be able to hear about: in which language, which harm, which places. All null: anything.</summary>
internal sealed record LadderSubject(string? Language = null, RiskCategory Category = RiskCategory.None, string? Places = null);

/// <summary>Who stands on a rung now, and by what each can really be reached.</summary>
internal sealed class LadderRoll(ICoreDb database, DutyRoster roster, MailServer mail, IPhoneProvider phone, IOptions<LadderOptions> options, IOptions<EscalationOptions> escalation, TimeProvider time)
{
    /// <summary>
    /// Nobody of a place that the talk is about stands on any rung. Those who should be on shift and are not stand beside those who are; on the
    /// first rung those who have room and know this harm go before the others, when there are any.
    /// </summary>
    public async Task<IReadOnlyList<LadderPerson>> OnAsync(LadderAudience audience, LadderSubject about, CancellationToken cancellationToken)
    {
        if (audience == LadderAudience.OnCall)
        {
            return [.. options.Value.OnCall.Select((one, i) => new LadderPerson($"oncall:{i}", Given(one.Email), Given(one.Phone), Desk: false))];
        }

        var present = roster.Present();
        var wanted = audience == LadderAudience.Supervisors ? await SupervisorsAsync(cancellationToken) : [.. present.Select(one => one.Operator.Value).Union(roster.PlannedNow().Select(one => one.Value))];
        await using var db = database.Open();
        var accounts = await db.Users.AsNoTracking().Where(user => wanted.Contains(user.Id)).OrderBy(user => user.Id).ToListAsync(cancellationToken);
        var role = audience == LadderAudience.Supervisors ? OperatorRole.Supervisor : OperatorRole.Operator;
        accounts.RemoveAll(user => PlaceTags.Bars(about.Places, user.Places, role));
        if (audience == LadderAudience.Readers)
        {
            var load = await db.Cases.AsNoTracking().Where(row => row.State == CaseState.Taken && row.OwnerId != null).GroupBy(row => row.OwnerId!).Select(own => new { own.Key, Count = own.Count() })
                .ToDictionaryAsync(own => own.Key, own => own.Count, cancellationToken);
            accounts.RemoveAll(user => !Reads(user, about.Language));
            accounts = Rather(accounts, user => load.GetValueOrDefault(user.Id) < (user.LoadCap > 0 ? user.LoadCap : escalation.Value.LoadCap));
            accounts = Rather(accounts, user => user.Skills.Split(' ').Contains(about.Category.Name(), StringComparer.Ordinal));
        }

        var pushed = await db.PushBrowsers.AsNoTracking().Select(row => row.OperatorId).Distinct().ToListAsync(cancellationToken);
        return [.. accounts.Select(user => new LadderPerson(user.Id, Given(user.Email), Given(user.PhoneNumber), present.Any(one => one.Operator.Value == user.Id), pushed.Contains(user.Id)))];
    }

    /// <summary>Those who fit, or everybody when nobody does: a wish must not leave a case without anyone.</summary>
    private static List<OperatorAccount> Rather(List<OperatorAccount> people, Predicate<OperatorAccount> fits) => people.Exists(fits) ? people.FindAll(fits) : people;

    /// <summary>The ways of a rung that lead to somebody: means, recipient, address. Empty: nobody stands there.</summary>
    public IReadOnlyList<(LadderMeans By, string Recipient, string Address)> Ways(RungOptions rung, IReadOnlyList<LadderPerson> people)
    {
        var ways = from person in people
                   from means in rung.By
                   let address = AddressOf(means, person)
                   where address is not null
                   select (means, person.Recipient, address);
        return rung.By.Contains(LadderMeans.Hook) && options.Value.Hook is { } hook ? [.. ways, (LadderMeans.Hook, "hook", hook.ToString())] : [.. ways];
    }

    private string? AddressOf(LadderMeans means, LadderPerson person) => means switch
    {
        LadderMeans.Desk => person.Desk ? "" : null,
        LadderMeans.Push => person.Push ? person.Recipient : null,
        LadderMeans.Email => mail.IsConfigured ? person.Email : null,
        LadderMeans.Sms or LadderMeans.Call => phone.IsConfigured ? person.Phone : null,
        _ => null,
    };

    private async Task<List<string>> SupervisorsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var now = time.GetUtcNow();
        return await (from link in db.UserRoles
                      join role in db.Roles on link.RoleId equals role.Id
                      join user in db.Users on link.UserId equals user.Id
                      where role.Name == Roles.Supervisor && (user.LockoutEnd == null || user.LockoutEnd <= now)
                      select user.Id).ToListAsync(cancellationToken);
    }

    private static bool Reads(OperatorAccount one, string? language) => language is not { Length: > 0 } || one.Languages.Split(' ').Contains(language, StringComparer.OrdinalIgnoreCase);

    private static string? Given(string? address) => string.IsNullOrEmpty(address) ? null : address;
}
