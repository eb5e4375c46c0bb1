using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Wires;

namespace CoRe.Bot.Desk.Parts;

/// <summary>A voice note, a picture or a file of a talk, for who may read the case. Each taking stands in the audit trail; nothing is kept.</summary>
internal sealed class TalkFiles(CaseStore store, CaseDesk cases, SentFiles files, ICommitter committer)
{
    /// <summary>A file is no page: whatever it says of itself, it runs nothing and loads nothing.</summary>
    private const string Policy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    public static string Path(CaseId of, long line) => $"/desk/cases/{of}/files/{line}";

    /// <summary>200 with the file; 404 when there is none or the case is kept from the reader; 413 too large; 502 when the provider does not answer.</summary>
    public async Task<IResult> AnswerAsync(Guid id, long number, HttpContext http, CancellationToken cancellationToken)
    {
        if (Actor.Of(http.User) is not { SeesCases: true } actor || await store.HeadAsync(new CaseId(id), cancellationToken) is not { } head || await store.IsBarredAsync(actor, head, cancellationToken)
            || await cases.ReadAsync(head, number - 1, 1, cancellationToken) is not [var line] || line.Number != number || line.Speaker != Speaker.Person || !files.Has(line.Activity))
        {
            return TypedResults.NotFound();
        }

        await committer.CommitAsync([new Audited(actor.Id, "file.open", id.ToString())], cancellationToken);
        var file = await files.FetchAsync(line, cancellationToken);
        if (file.State != SentFileState.Here)
        {
            return TypedResults.StatusCode(file.State switch { SentFileState.TooLarge => 413, SentFileState.Later => 502, _ => 404 });
        }

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        return TypedResults.File(file.Content, file.ContentType, file.ContentType == FileKind.Unknown ? "file.bin" : null, enableRangeProcessing: true);
    }
}
