using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>What the filter needs of a <see cref="CommandRequest{T}"/>.</summary>
internal interface ICommandRequest
{
    Refusal? Fault { get; }

    /// <summary>The body.</summary>
    object? Content { get; }
}

/// <summary>
/// A POST with its body, its Idempotency-Key, its If-Match and its caller. If it cannot be read, no handler gets it
/// (<see cref="CommandRequestFilter"/>).
/// </summary>
internal sealed class CommandRequest<T> : ICommandRequest, IEndpointParameterMetadataProvider where T : class
{
    private readonly Caller? _caller;

    private CommandRequest(Caller? caller, CommandKey key, T? value, Refusal? fault)
    {
        _caller = caller;
        Key = key;
        Body = value!;
        Fault = fault;
    }

    /// <summary>The body.</summary>
    public T Body { get; }

    /// <summary>Names the command.</summary>
    public CommandKey Key { get; }

    /// <summary>Who posts.</summary>
    public Caller Caller =>
        _caller ?? throw new InvalidOperationException("The route lets everybody in, so there is no caller.");

    internal Refusal? Fault { get; }

    Refusal? ICommandRequest.Fault => Fault;

    object? ICommandRequest.Content => Body;

    /// <summary>The envelope for a command.</summary>
    public Envelope Envelope(Command command) => new(Key.CommandId, command, Caller.Actor)
    {
        Fingerprint = Key.Fingerprint, ExpectedVersion = Key.ExpectedVersion,
    };

    /// <summary>Reads the request.</summary>
    public static async ValueTask<CommandRequest<T>?> BindAsync(HttpContext http)
    {
        var caller = Caller.Find(http);
        var (body, fault) = await JsonBody.Bytes(http, typeof(T).IsAssignableTo(typeof(IMayBeEmpty)));
        var key = CommandKey.Read(http, caller, body, ref fault);
        var value = fault is null ? JsonBody.Read(body, ApiJson.Of<T>(), out fault) : null;
        return new CommandRequest<T>(caller, key, value, fault);
    }

    /// <summary>Declares the body in the OpenAPI document.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(
            new AcceptsMetadata(["application/json"], typeof(T), typeof(T).IsAssignableTo(typeof(IMayBeEmpty))));
    }
}

/// <summary>Answers instead of the handler when the request cannot be read.</summary>
internal static class CommandRequestFilter
{
    public static EndpointFilterDelegate For(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var index = Array.FindIndex(
            context.MethodInfo.GetParameters(), p => p.ParameterType.IsAssignableTo(typeof(ICommandRequest)));
        return index < 0 ? next : invocation => invocation.GetArgument<ICommandRequest>(index).Fault is { } fault
            ? ValueTask.FromResult<object?>(new ApiProblem(fault))
            : next(invocation);
    }
}
