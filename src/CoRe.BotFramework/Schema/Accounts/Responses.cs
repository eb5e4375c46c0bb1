namespace CoRe.BotFramework.Schema;

/// <summary>The id a channel gave to what was sent.</summary>
public class ResourceResponse
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string id = null) => Id = id;

    public string Id { get; set; }
}

/// <summary>The answer to opening a conversation.</summary>
public class ConversationResourceResponse
{
    public ConversationResourceResponse()
    {
    }

    public ConversationResourceResponse(string activityId = null, string serviceUrl = null, string id = null)
        => (ActivityId, ServiceUrl, Id) = (activityId, serviceUrl, id);

    public string ActivityId { get; set; }
    public string ServiceUrl { get; set; }
    public string Id { get; set; }
}
