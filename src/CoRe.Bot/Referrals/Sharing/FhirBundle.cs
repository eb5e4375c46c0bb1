using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Storage;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using FhirTask = Hl7.Fhir.Model.Task;

namespace CoRe.Bot.Referrals.Sharing;

/// <summary>
/// A referral in HL7 FHIR R4, as a closed loop: a ServiceRequest (what is asked) and a Task (how it goes), with the service and a subject of
/// whom nothing is said but the language. Codes are ours, under a system of our own; nothing here identifies the person.
/// </summary>
internal static class FhirBundle
{
    /// <summary>System of our need codes and outcome codes.</summary>
    public const string System = "urn:corebot";

    public static Bundle Of(ReferralView view, DateTimeOffset now)
    {
        var (of, number) = (view.Summary, Letters.Number(view.Summary.Id));
        var (patient, service, request) = ("urn:uuid:" + Derived(of.Id, 1), "urn:uuid:" + Derived(of.Id, 2), $"urn:uuid:{of.Id.Value}");
        return new Bundle
        {
            Type = Bundle.BundleType.Collection,
            Timestamp = now,
            Entry =
            [
                Entry(patient, new Patient { Communication = of.Language is null ? [] : [new Patient.CommunicationComponent { Language = new CodeableConcept("urn:ietf:bcp:47", of.Language), Preferred = true }] }),
                Entry(service, new Organization { Name = of.RecipientName ?? "non ancora scelto", Identifier = of.ServiceId is null ? [] : [new Identifier(System + ":service", of.ServiceId)] }),
                Entry(request, Request(view, number, patient, service)),
                Entry("urn:uuid:" + Derived(of.Id, 3), TaskOf(view, number, patient, service, request)),
            ],
        };
    }

    public static string Json(ReferralView view, DateTimeOffset now) => new FhirJsonSerializer().SerializeToString(Of(view, now));

    private static ServiceRequest Request(ReferralView view, string number, string patient, string service) => new()
    {
        Identifier = [new Identifier(System + ":referral", number)],
        Status = view.Summary.State switch
        {
            ReferralState.Draft or ReferralState.Asked or ReferralState.Ready => RequestStatus.Draft,
            ReferralState.Refused or ReferralState.Withdrawn or ReferralState.Rerouted or ReferralState.Closed => RequestStatus.Revoked,
            ReferralState.Completed => RequestStatus.Completed,
            _ => RequestStatus.Active,
        },
        Intent = RequestIntent.Order,
        Priority = view.Summary.Urgency switch { Severity.Emergency => RequestPriority.Stat, Severity.High => RequestPriority.Urgent, _ => RequestPriority.Routine },
        Code = view.Summary.Need is { } need ? new CodeableConcept(System + ":need", need, ReferralContent.NeedName(need), null) : null,
        Subject = new ResourceReference(patient),
        AuthoredOnElement = new FhirDateTime(view.Summary.CreatedAt),
        Performer = [new ResourceReference(service)],
        LocationCode = view.Area is { } area ? [new CodeableConcept { Text = area }] : [],
    };

    private static FhirTask TaskOf(ReferralView view, string number, string patient, string service, string request) => new()
    {
        Identifier = [new Identifier(System + ":task", number)],
        Status = Status(view.Summary.State),
        StatusReason = view.Summary.Outcome is { } outcome ? new CodeableConcept(System + ":outcome", outcome) : null,
        Intent = FhirTask.TaskIntent.Order,
        Focus = new ResourceReference(request),
        For = new ResourceReference(patient),
        Owner = new ResourceReference(service),
        AuthoredOnElement = new FhirDateTime(view.Summary.CreatedAt),
        LastModifiedElement = new FhirDateTime(view.History.Count > 0 ? view.History[^1].At : view.Summary.CreatedAt),
        ExecutionPeriod = view.Summary.AppointmentAt is { } at ? new Period { StartElement = new FhirDateTime(at) } : null,
        Restriction = ReferralRules.HasEnded(view.Summary.State) ? null : new FhirTask.RestrictionComponent { Period = new Period { EndElement = new FhirDateTime(view.Summary.Deadline) } },
    };

    private static FhirTask.TaskStatus Status(ReferralState state) => state switch
    {
        ReferralState.Draft or ReferralState.Asked => FhirTask.TaskStatus.Draft,
        ReferralState.Ready => FhirTask.TaskStatus.Ready,
        ReferralState.Sending or ReferralState.Sent or ReferralState.Unanswered => FhirTask.TaskStatus.Requested,
        ReferralState.Opened => FhirTask.TaskStatus.Received,
        ReferralState.Accepted => FhirTask.TaskStatus.Accepted,
        ReferralState.Rejected => FhirTask.TaskStatus.Rejected,
        ReferralState.Completed => FhirTask.TaskStatus.Completed,
        ReferralState.Failed => FhirTask.TaskStatus.Failed,
        _ => FhirTask.TaskStatus.Cancelled,
    };

    /// <summary>An id of its own for each part, the same at every export.</summary>
    private static Guid Derived(ReferralId id, byte part)
    {
        var bytes = id.Value.ToByteArray();
        bytes[15] ^= part;
        return new Guid(bytes);
    }

    private static Bundle.EntryComponent Entry(string address, Resource resource) => new() { FullUrl = address, Resource = resource };
}
