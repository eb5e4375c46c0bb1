using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>Turns whatever went wrong into the documented error body, and marks every answer as not to be kept.</summary>
internal sealed partial class Errors(ILogger<Errors> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            return await next(context);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            return Explain(e).ToResult(http);
        }
    }

    private Refusal Explain(Exception exception)
    {
        switch (exception)
        {
            case Refusal refusal:
                return refusal;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Refusal.TooLarge();
            case BadHttpRequestException:
                return Refusal.BadSyntax();
            case IOException:
                NotStored(exception.GetType().Name);
                return Refusal.NotStored();
            default:
                // The type only: an exception's text may hold words of a person.
                Failed(exception.GetType().Name);
                return Refusal.Unexpected();
        }
    }

    [LoggerMessage(1101, LogLevel.Error, "A web chat message could not be stored ({Kind}); its sender was told.")]
    private partial void NotStored(string kind);

    [LoggerMessage(1102, LogLevel.Error, "A web chat request failed ({Kind}).")]
    private partial void Failed(string kind);
}
