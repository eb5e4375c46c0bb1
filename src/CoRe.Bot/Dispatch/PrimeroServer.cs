using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Dispatch;

/// <summary>One Primero instance (version 2) of somebody else, with an account for us.</summary>
internal sealed class PrimeroOptions
{
    /// <summary>Where it answers (<c>https://primero.example.org</c>).</summary>
    public Uri? Address { get; set; }

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>
    /// Field of its case form → what goes in: <c>number</c>, <c>need</c>, <c>need_name</c>, <c>urgency</c>, <c>language</c>, <c>area</c>, <c>about</c>, or fixed text.
    /// Every instance has its own forms, so none is guessed.
    /// </summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// The part of Primero's API that we use (<c>doc/api</c> of primeroIMS/primero): a token for an hour from <c>POST /api/v2/tokens</c>, in the
/// answer's Authorization header; <c>POST</c> and <c>PATCH /api/v2/cases</c> with an id of ours.
/// </summary>
internal sealed class PrimeroServer(HttpClient http)
{
    /// <summary>Creates a case. One with this id that is there already counts as created: a second try after a lost answer.</summary>
    /// <exception cref="OutboxException">Not taken.</exception>
    public Task CreateAsync(PrimeroOptions instance, Guid id, JsonObject record, CancellationToken cancellationToken)
    {
        record["id"] = id.ToString();
        return SendAsync(instance, HttpMethod.Post, "/api/v2/cases", record, HttpStatusCode.Conflict, cancellationToken);
    }

    /// <summary>Changes a case. One that is not there (any more) counts as changed.</summary>
    /// <exception cref="OutboxException">Not taken.</exception>
    public Task ChangeAsync(PrimeroOptions instance, Guid id, JsonObject changes, CancellationToken cancellationToken) =>
        SendAsync(instance, HttpMethod.Patch, $"/api/v2/cases/{id}", changes, HttpStatusCode.NotFound, cancellationToken);

    private async Task SendAsync(PrimeroOptions instance, HttpMethod method, string path, JsonObject data, HttpStatusCode alsoGood, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(instance.Address!, path))
            {
                Headers = { Authorization = await TokenAsync(instance, cancellationToken) },
                Content = JsonContent.Create(new JsonObject { ["data"] = data }),
            };
            using var answer = await http.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode && answer.StatusCode != alsoGood)
            {
                throw Refused(answer.StatusCode);
            }
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new OutboxException("server_unreachable", permanent: false);
        }
    }

    private async Task<AuthenticationHeaderValue> TokenAsync(PrimeroOptions instance, CancellationToken cancellationToken)
    {
        var who = new JsonObject { ["user"] = new JsonObject { ["user_name"] = instance.User, ["password"] = instance.Password } };
        using var answer = await http.PostAsync(new Uri(instance.Address!, "/api/v2/tokens"), JsonContent.Create(who), cancellationToken);
        return answer.IsSuccessStatusCode && answer.Headers.TryGetValues("Authorization", out var given) && AuthenticationHeaderValue.TryParse(given.First(), out var token)
            ? token
            : throw Refused(answer.IsSuccessStatusCode ? HttpStatusCode.Unauthorized : answer.StatusCode);
    }

    /// <summary>Its own words could quote the record: only the kind of refusal is kept.</summary>
    private static OutboxException Refused(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new OutboxException("server_login", permanent: false),
        HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest => new OutboxException("record_refused", permanent: true),
        _ => new OutboxException("server_busy", permanent: false),
    };
}
