using System.Buffers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// Writes the answer to a command. Its bytes are stored in the command's own commit, so that a repeat of the command
/// gets the same bytes, whatever has happened since and whichever silo is asked. The API implements it; it must be a
/// pure function of its arguments.
/// </summary>
public interface IAnswerWriter
{
    /// <summary>Writes the answer to <paramref name="command"/> as JSON, UTF-8, as its actor may see it.</summary>
    /// <param name="output">Where the answer is written to.</param>
    /// <param name="id">The entity.</param>
    /// <param name="state">Its state after the command.</param>
    /// <param name="version">Its version after the command.</param>
    /// <param name="command">What was asked.</param>
    /// <param name="context">The context of the command: when, by whom, and with which facts.</param>
    void Write(
        IBufferWriter<byte> output, EntityId id, EntityState state, int version, Command command, Context context);
}
