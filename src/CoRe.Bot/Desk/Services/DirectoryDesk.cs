using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoRe.Bot.Corrections.Asking;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Desk.Services;

/// <summary>What a coordinator notes about a service. Empty fields are open ends.</summary>
internal sealed record AgreementForm(DateOnly? Since, DateOnly? Until, string Tags, string Email);

/// <summary>A file somebody wants to bring in: read and found good, or why not.</summary>
internal sealed record ImportTrial(ReadDirectory? Read, string? Problem);

/// <summary>
/// The directory as the desk keeps it: who called which number, what became of reports, what was agreed with a service, and whole directories in
/// and out. Each act is in the audit trail of the same commit. The answer is a code of ours when it could not be done, else null.
/// </summary>
internal sealed partial class DirectoryDesk(ICommitter committer, UpkeepStore store, ServiceLibrary library, Hotlines lines, ServiceAsker asker)
{
    /// <summary>Some fifty thousand services; a larger file is a mistake.</summary>
    public const int LargestFile = 32 * 1024 * 1024;

    /// <summary>Services whose name, city or type begins a word like this, in Italian; at most <paramref name="count"/>.</summary>
    public IReadOnlyList<StaffService> Find(string words, int count) => [.. library.ForDesk()
        .Where(service => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            service.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || (service.City?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false)
            || service.Terms.Any(term => Referrals.ReferralContent.NeedName(term).Contains(word, StringComparison.OrdinalIgnoreCase))))
        .OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase).Take(count)];

    public async Task<string?> NoteCallAsync(Actor actor, string target, string digits, string outcome, CancellationToken cancellationToken)
    {
        if (!CallOutcomes.All.Contains(outcome) || Hotlines.IsEmergencyCall(digits) || !Numbers(target).Contains(digits))
        {
            return "unknown";
        }

        await committer.CommitAsync([new NoteCall(target, digits, outcome, actor.Id), new Audited(actor.Id, $"directory.call.{outcome}", target)], cancellationToken);
        return null;
    }

    public async Task<string?> CloseTaskAsync(Actor actor, long id, string outcome, CancellationToken cancellationToken)
    {
        if (!TaskOutcomes.All.Contains(outcome))
        {
            return "unknown";
        }

        try
        {
            await committer.CommitAsync([new CloseServiceTask(id, actor.Id, outcome), new Audited(actor.Id, $"directory.task.{outcome}", id.ToString(System.Globalization.CultureInfo.InvariantCulture))], cancellationToken);
            return null;
        }
        catch (StaleWriteException)
        {
            return "gone";
        }
    }

    public async Task<string?> SetAgreementAsync(Actor actor, string serviceId, AgreementForm form, CancellationToken cancellationToken)
    {
        var tags = form.Tags.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wrong = !actor.IsCoordinator ? "forbidden"
            : library.FindForDesk(serviceId) is null ? "unknown"
            : tags.Length > 20 || !tags.All(tag => Tag().IsMatch(tag)) ? "tags"
            : form.Email.Length > 0 && !Dispatch.SmtpOptions.IsMailbox(form.Email.Trim()) ? "email"
            : form.Since > form.Until ? "dates" : null;
        if (wrong is not null)
        {
            return wrong;
        }

        var email = form.Email.Trim() is { Length: > 0 } given ? given : null;
        await committer.CommitAsync([new SetAgreement(serviceId, form.Since, form.Until, tags, email, actor.Id), new Audited(actor.Id, "directory.agreement", serviceId)], cancellationToken);
        return null;
    }

    /// <summary>Asks the service now, by the mailbox of its agreement.</summary>
    public async Task<string?> AskAsync(Actor actor, string serviceId, CancellationToken cancellationToken)
    {
        if (!actor.IsCoordinator)
        {
            return "forbidden";
        }

        if (await store.AgreementAsync(serviceId, cancellationToken) is not { Email: { } email })
        {
            return "email";
        }

        await committer.CommitAsync([new Audited(actor.Id, "directory.ask", serviceId)], cancellationToken);
        return await asker.AskAsync(serviceId, email, cancellationToken) ? null : "not_asked";
    }

    /// <summary>Reads a file whole and says what it would mean; changes nothing.</summary>
    public ImportTrial Try(Actor actor, string json)
    {
        try
        {
            return actor.IsSupervisor ? new ImportTrial(DirectoryImport.Read(json, null, library), null) : new ImportTrial(null, "forbidden");
        }
        catch (FormatException bad)
        {
            return new ImportTrial(null, bad.Message);
        }
    }

    public async Task<string?> TakeAsync(Actor actor, ReadDirectory read, CancellationToken cancellationToken)
    {
        if (!actor.IsSupervisor)
        {
            return "forbidden";
        }

        await committer.CommitAsync([new TakeDirectory(read.Json, read.Services, actor.Name), new Audited(actor.Id, "directory.import", "directory")], cancellationToken);
        return null;
    }

    /// <summary>An older version becomes the newest; nothing is deleted.</summary>
    public async Task<string?> GoBackAsync(Actor actor, long number, CancellationToken cancellationToken) =>
        await store.TablesAsync(number, cancellationToken) is { } json && Try(actor, json).Read is { } read ? await TakeAsync(actor, read, cancellationToken) : "unknown";

    /// <summary>What an HSDS API would answer, for another directory.</summary>
    public async Task<string> ExportAsync(Actor actor, CancellationToken cancellationToken)
    {
        var json = await store.TablesAsync(null, cancellationToken);
        await committer.CommitAsync([new Audited(actor.Id, "directory.export", "directory")], cancellationToken);
        return DirectoryImport.Write(json is null ? DirectoryFiles.Everything() : JsonNode.Parse(json)!.AsObject());
    }

    private IEnumerable<string> Numbers(string target) => target.StartsWith(CallOutcomes.LinePrefix, StringComparison.Ordinal)
        ? lines.ForDesk().Where(it => it.Line.Id == target[CallOutcomes.LinePrefix.Length..]).SelectMany(it => new[] { it.Line.Number.Digits, it.Line.Mobile?.Digits ?? "" })
        : library.FindForDesk(target)?.Phones.Select(phone => phone.Number.Digits) ?? [];

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,39}$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Tag();
}
